using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Engine.Storage.Rows;

namespace HandoffBot.Engine.Delivery;

/// <summary>What a delivery means to say. It is rendered when it is sent, from the state as it is then.</summary>
internal enum IntentKind
{
    /// <summary>Posts or redraws the brief in the receiving team's channel.</summary>
    Brief,

    /// <summary>The brief in a lead's direct chat, because its channel does not take it.</summary>
    BriefToLead,

    /// <summary>Posts or redraws the sender's card in the sender's direct chat.</summary>
    SenderCard,

    /// <summary>The sender's card in the sending team's channel.</summary>
    Announcement,

    /// <summary>A change of turn, in the brief's thread.</summary>
    TurnToReceivers,

    /// <summary>A change of turn, in the sender's direct chat.</summary>
    TurnToSender,

    /// <summary>Confirms a submit, once the brief is posted.</summary>
    Confirmation,
    OwnershipMoved,
    OwnershipReceived,

    /// <summary>The brief could not be posted.</summary>
    NotPosted,

    /// <summary>A step of a clock's ladder.</summary>
    Ping,

    /// <summary>A step of a clock's ladder, to the webhook that the text names.</summary>
    Webhook,

    /// <summary>What the bot is, into a channel that it was added to; the text is the organization's name.</summary>
    Welcome,

    /// <summary>A sentence that is already worded.</summary>
    Sentence,

    /// <summary>Whose turn it is about a disputed promise, in a direct chat.</summary>
    Dispute,

    /// <summary>What somebody left behind, to the lead; already worded.</summary>
    Departure,

    /// <summary>What is said of a promise that came with no handoff.</summary>
    Promise,

    /// <summary>A version of a playbook that a lead is asked to agree to: its key is the text, its version the words.</summary>
    Playbook,
}

/// <summary>An intent as its row keeps it.</summary>
internal sealed record Intent(IntentKind Kind, int? Handoff)
{
    public Turn? Turn { get; init; }

    /// <summary>A turn message that the channel sees as well.</summary>
    public bool Broadcast { get; init; }

    /// <summary>The round whose submit is confirmed once the brief is posted.</summary>
    public int? Confirms { get; init; }

    /// <summary>The client that it is about, where that is no handoff.</summary>
    public Guid? Client { get; init; }

    /// <summary>Whom it addresses, or whom it is about.</summary>
    public Guid? Person { get; init; }

    public Guid? Other { get; init; }

    public string? Text { get; init; }

    /// <summary>The promise that it is about.</summary>
    public Guid? Commitment { get; init; }

    public DisputeTurn? Dispute { get; init; }

    /// <summary>The exception that was filled in, by its number.</summary>
    public int? Exception { get; init; }

    /// <summary>What a button below the text says for the reader.</summary>
    public string? Words { get; init; }

    public PromiseNews? News { get; init; }

    /// <summary>What makes it one message, whose buttons end with what it asks for: it is redrawn with what became of that.</summary>
    public Guid? Notice { get; init; }

    /// <summary>The questions that it asks to answer, by their numbers.</summary>
    public int[]? Questions { get; init; }

    public StoredPing? Ping { get; init; }

    /// <summary>One message that is posted once and redrawn from then on.</summary>
    [JsonIgnore]
    public bool IsCard => Kind is IntentKind.Brief or IntentKind.BriefToLead or IntentKind.SenderCard or IntentKind.Announcement;

    /// <summary>What redraws a card of this role. A brief in a direct chat is the copy that a lead got because the channel did not take it.</summary>
    public static IntentKind Showing(CardRole role, Lane lane) => role switch
    {
        CardRole.Brief when lane.IsPerson => IntentKind.BriefToLead,
        CardRole.Brief => IntentKind.Brief,
        CardRole.SenderCard => IntentKind.SenderCard,
        _ => IntentKind.Announcement,
    };

    public static Intent Read(string json) =>
        JsonSerializer.Deserialize(json, IntentJson.Default.Intent) ?? throw new InvalidOperationException("An empty intent.");

    public string Write() => JsonSerializer.Serialize(this, IntentJson.Default.Intent);
}

/// <summary>Which beat of which clock a ping is.</summary>
/// <param name="Key">Of its step.</param>
/// <param name="At">When it fell due, in milliseconds.</param>
/// <param name="For">Who is away and covered for by the one whom it addresses.</param>
internal sealed record StoredPing(Guid Clock, int Run, string Key, int Repeat, bool IsMiss, bool Late, long At, PingRole As, Guid? For = null)
{
    /// <summary>What else the same person is to the same step, which pings nobody twice; null when nothing.</summary>
    public StoredPart[]? Also { get; init; }

    /// <summary>All that the person is to the step, what it says first.</summary>
    [JsonIgnore]
    public IReadOnlyList<StoredPart> Parts => [new(As, For), .. Also ?? []];

    /// <summary>The same, to somebody for these reasons.</summary>
    public StoredPing Of(IReadOnlyList<StoredPart> parts) =>
        this with { As = parts[0].As, For = parts[0].For, Also = parts.Count > 1 ? [.. parts.Skip(1)] : null };
}

/// <summary>Why a ping goes to somebody.</summary>
/// <param name="For">Who is away and covered for.</param>
internal sealed record StoredPart(PingRole As, Guid? For = null);

/// <summary>How intents are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Intent))]
internal sealed partial class IntentJson : JsonSerializerContext;
