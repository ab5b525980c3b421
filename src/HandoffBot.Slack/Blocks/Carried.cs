using System.Text.Json;
using HandoffBot.Core.Chat;

namespace HandoffBot.Slack.Blocks;

/// <summary>
/// Writes and reads what buttons and forms carry, as compact JSON. It comes back from outside, so reading believes nothing:
/// what cannot be read is null, and what can is checked again where it acts.
/// </summary>
internal static class Carried
{
    public static string Write(Press press) => Within(Limits.ButtonValue, press.Text, text => JsonSerializer.Serialize(
        new PressWire(
            press.Act.ToString(), press.Handoff, OrNull(press.Round), OrNull(press.Revision), press.Clock, OrNull(press.Run), text),
        SlackJson.Wire.PressWire));

    public static string Write(FormToken token) => Within(Limits.PrivateMetadata, token.Text, text => JsonSerializer.Serialize(
        new TokenWire(
            token.Kind.ToString(), token.Handoff, token.Playbook, OrNull(token.Round), OrNull(token.Revision), OrNull(token.Step),
            OrNull(token.Drawing), text),
        SlackJson.Wire.TokenWire));

    public static Press? ReadPress(string? json) =>
        Read(json, SlackJson.Wire.PressWire) is { } wire && Named<Act>(wire.A) is { } act
            ? new(act, wire.H, wire.R ?? 0, wire.V ?? 0, wire.C, wire.N ?? 0, wire.T)
            : null;

    public static FormToken? ReadToken(string? json) =>
        Read(json, SlackJson.Wire.TokenWire) is { } wire && Named<FormKind>(wire.K) is { } kind
            ? new(kind, wire.H, wire.P, wire.R ?? 0, wire.V ?? 0, wire.S ?? 0, wire.D ?? 0, wire.T)
            : null;

    private static int? OrNull(int number) => number == 0 ? null : number;

    /// <summary>Only a name counts: <c>Enum.TryParse</c> alone would accept any number.</summary>
    private static T? Named<T>(string? name)
        where T : struct, Enum =>
        name is not null && char.IsAsciiLetter(name.FirstOrDefault()) && Enum.TryParse<T>(name, out var value) && Enum.IsDefined(value) ? value : null;

    private static T? Read<T>(string? json, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        if (string.IsNullOrEmpty(json))
            return null;

        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Shortens the free text until the whole fits; everything else has a bounded length.</summary>
    private static string Within(int max, string? text, Func<string?, string> write)
    {
        var json = write(text);
        for (var length = max; json.Length > max && length > 0; length /= 2)
            json = write(text is null || length < 8 ? null : CleanText.Of(text, length));

        return json;
    }
}

/// <summary>A <see cref="Press"/> in a button's value.</summary>
internal sealed record PressWire(string? A, int? H, int? R, int? V, Guid? C, int? N, string? T);

/// <summary>A <see cref="FormToken"/> in a view's private_metadata.</summary>
internal sealed record TokenWire(string? K, int? H, string? P, int? R, int? V, int? S, int? D, string? T);
