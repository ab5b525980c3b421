using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using HandoffBot.Core.Chat;

namespace HandoffBot.MsTeams.Cards;

/// <summary>
/// What buttons and dialogs carry in their <c>data</c>, as <c>{"hb":{…}}</c>. It comes back from outside, so reading believes nothing:
/// what cannot be read is null, and what can is checked again where it acts.
/// </summary>
/// <param name="Press">The button; null when a dialog was submitted.</param>
/// <param name="Token">The dialog that it stood in; null on a message.</param>
/// <param name="Search">The button searches for what was typed beside this input, which needs no more than drawing the dialog again.</param>
/// <param name="Home">The home that it stands on, or was opened from, as <see cref="HomeMark"/> writes it.</param>
internal sealed record Carried(Press? Press, FormToken? Token, string? Search = null, string? Home = null)
{
    /// <summary>The one member of <c>data</c> that is ours.</summary>
    public const string Member = "hb";

    /// <summary>Grows when what is carried changes its meaning. Buttons of other versions are old buttons.</summary>
    private const int Version = 1;

    /// <summary>What a button or a dialog carries, as the <c>data</c> of its action.</summary>
    public JsonObject Write()
    {
        var wire = new CarriedWire(
            Version, Press is null ? null : PressWire.Of(Press), Token is null ? null : TokenWire.Of(Token), Search, Home);
        return new() { [Member] = JsonSerializer.SerializeToNode(wire, CardJson.Default.CarriedWire) };
    }

    /// <summary>Reads the <c>data</c> or <c>value</c> of what came in. Null is an old button, or none of ours.</summary>
    public static Carried? Read(JsonElement data)
    {
        if (data.ValueKind is not JsonValueKind.Object || !data.TryGetProperty(Member, out var carried))
            return null;

        if (Read(carried, CardJson.Default.CarriedWire) is not { V: Version } wire)
            return null;

        var press = wire.P?.Press();
        var token = wire.T?.Token();
        var broken = (wire.P is not null && press is null) || (wire.T is not null && token is null) || (press is null && token is null)
            || (wire.S is not null && token is null);
        return broken ? null : new(press, token, wire.S, wire.O);
    }

    private static T? Read<T>(JsonElement json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return json.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>The whole of what is carried.</summary>
internal sealed record CarriedWire(int? V, PressWire? P, TokenWire? T, string? S, string? O = null);

/// <summary>A <see cref="Press"/>.</summary>
internal sealed record PressWire(string? A, int? H, int? R, int? V, string? C, int? N, string? T)
{
    public static PressWire Of(Press press) => new(
        press.Act.ToString(), press.Handoff, Number.OrNull(press.Round), Number.OrNull(press.Revision), press.Clock?.ToString("N"), Number.OrNull(press.Run),
        Words.Of(press.Text));

    public Press? Press()
    {
        Guid? clock = Guid.TryParseExact(C, "N", out var named) ? named : null;
        return Named.In<Act>(A) is { } act && (C is null) == (clock is null) ? new(act, H, R ?? 0, V ?? 0, clock, N ?? 0, T) : null;
    }
}

/// <summary>A <see cref="FormToken"/>.</summary>
internal sealed record TokenWire(string? K, int? H, string? P, int? R, int? V, int? S, int? D, string? T)
{
    public static TokenWire Of(FormToken token) => new(
        token.Kind.ToString(), token.Handoff, token.Playbook, Number.OrNull(token.Round), Number.OrNull(token.Revision), Number.OrNull(token.Step),
        Number.OrNull(token.Drawing), Words.Of(token.Text));

    public FormToken? Token() => Named.In<FormKind>(K) is { } kind ? new(kind, H, P, R ?? 0, V ?? 0, S ?? 0, D ?? 0, T) : null;
}

internal static class Number
{
    public static int? OrNull(int number) => number == 0 ? null : number;
}

internal static class Words
{
    /// <summary>As it was, unless it is longer than anything that is carried for a purpose.</summary>
    public static string? Of(string? text) =>
        text is { Length: > Limits.ButtonWords } ? CleanText.Of(text, Limits.ButtonWords, oneLine: false) : text;
}

internal static class Named
{
    /// <summary>Only a name counts: <c>Enum.TryParse</c> alone would accept any number.</summary>
    public static T? In<T>(string? name)
        where T : struct, Enum =>
        name is not null && char.IsAsciiLetter(name.FirstOrDefault()) && Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;
}
