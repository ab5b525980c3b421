using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HandoffBot.Engine.Webhooks;

/// <summary>What a webhook is told, as docs/webhooks.md describes it. Instants are ISO 8601 in UTC.</summary>
/// <param name="Type">Says what happened and which shape <paramref name="Data"/> has.</param>
/// <param name="Version">Grows when something that receivers may rely on changes its meaning or goes away.</param>
/// <param name="Id">The same as the header <c>webhook-id</c>.</param>
/// <param name="Timestamp">When it happened, which is not when it is sent.</param>
internal sealed record WebhookBody(string Type, int Version, string Id, string Timestamp, WebhookStep Data)
{
    public const string OfStep = "clock.step";
    public const int Present = 1;

    public byte[] Write() => JsonSerializer.SerializeToUtf8Bytes(this, Json.WebhookBody);

    /// <summary>Names stay readable; what JSON must escape is escaped, and no receiver is a web page.</summary>
    private static readonly WebhookJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>A step of a clock's ladder was reached.</summary>
/// <param name="Holder">Who must move, by name; null when it is a whole team.</param>
/// <param name="Link">Opens the brief; null while it is in no channel.</param>
/// <param name="Handoff">Null for a client's own clock.</param>
internal sealed record WebhookStep(WebhookHandoff? Handoff, string Client, string? Holder, WebhookClock Clock, string? Link);

/// <summary>The handoff that a clock belongs to.</summary>
internal sealed record WebhookHandoff(
    string Reference, string Status, int Round, WebhookNamed Playbook, WebhookNamed SendingTeam, WebhookNamed ReceivingTeam, string Sender);

/// <summary>Something of the configuration: its key there, and its name for people.</summary>
internal sealed record WebhookNamed(string Key, string Name);

/// <summary>How a clock stands.</summary>
/// <param name="Kind">As in a playbook: <c>acceptance</c>, <c>draft-idle</c>.</param>
/// <param name="Step">Where it stands on the ladder: <c>50%</c>.</param>
/// <param name="Repeat">0 for the step itself, then 1, 2, … for its repeats.</param>
/// <param name="Overdue">The due time had been reached when the step fell due.</param>
/// <param name="Late">The bot was away when it fell due.</param>
internal sealed record WebhookClock(string Kind, int Run, string Ladder, string Step, int Repeat, string? Due, bool Overdue, bool Late);

/// <summary>How webhooks are written.</summary>
[JsonSerializable(typeof(WebhookBody))]
internal sealed partial class WebhookJson : JsonSerializerContext;
