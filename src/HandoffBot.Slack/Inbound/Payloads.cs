using System.Collections.Immutable;
using System.Text.Json;

namespace HandoffBot.Slack.Inbound;

/// <summary>
/// What <c>/slack/interactions</c> gets in <c>payload</c>; which fields are there depends on <see cref="Type"/>.
/// <see href="https://docs.slack.dev/reference/interaction-payloads"/>
/// </summary>
internal sealed record InteractionPayload
{
    public string? Type { get; init; }

    /// <summary>Null where the app is installed for a whole enterprise.</summary>
    public IdWire? Team { get; init; }

    public UserWire? User { get; init; }

    public string? TriggerId { get; init; }

    public string? ResponseUrl { get; init; }

    public PlaceWire? Channel { get; init; }

    public MessageWire? Message { get; init; }

    public ContainerWire? Container { get; init; }

    public ViewWire? View { get; init; }

    public ImmutableList<ActionWire?>? Actions { get; init; }

    /// <summary>What was typed into a select that asks for suggestions.</summary>
    public string? Value { get; init; }

    public string? ActionId { get; init; }

    /// <summary>Which shortcut it is.</summary>
    public string? CallbackId { get; init; }
}

internal sealed record IdWire(string? Id);

internal sealed record UserWire(string? Id, string? TeamId);

/// <param name="Name">What stands for it where it is none of a channel's: <c>privategroup</c>, <c>directmessage</c>, <c>mpdm-…</c>.</param>
internal sealed record PlaceWire(string? Id, string? Name);

/// <summary>
/// The message on which something was pressed or chosen; of one of ours only <see cref="Ts"/> matters.
/// <see href="https://docs.slack.dev/reference/interaction-payloads/shortcuts-interaction-payload"/>
/// </summary>
internal sealed record MessageWire(string? Ts)
{
    /// <summary><c>tombstone</c> where a deleted message stands for its thread.</summary>
    public string? Subtype { get; init; }

    public string? Text { get; init; }

    /// <summary>Who wrote it; absent for some apps.</summary>
    public string? User { get; init; }

    /// <summary>What an app called itself in this message.</summary>
    public string? Username { get; init; }

    public string? BotId { get; init; }

    public NameWire? BotProfile { get; init; }

    public string? ThreadTs { get; init; }

    public bool? IsEphemeral { get; init; }

    public ImmutableList<JsonElement>? Files { get; init; }

    public ImmutableList<AttachedWire?>? Attachments { get; init; }
}

internal sealed record NameWire(string? Name);

/// <summary>What is attached to a message: another one that was shared, what an app has to say.</summary>
/// <param name="Fallback">All of it in plain text.</param>
internal sealed record AttachedWire(string? Text, string? Fallback);

internal sealed record ContainerWire(string? Type, string? MessageTs, string? ChannelId, bool? IsEphemeral);

internal sealed record ViewWire
{
    public string? Id { get; init; }

    /// <summary><c>modal</c> or <c>home</c>.</summary>
    public string? Type { get; init; }

    public string? CallbackId { get; init; }

    public string? Hash { get; init; }

    public string? TeamId { get; init; }

    public string? AppInstalledTeamId { get; init; }

    public string? PrivateMetadata { get; init; }

    public StateWire? State { get; init; }

    public ImmutableList<BlockWire?>? Blocks { get; init; }

    /// <summary>What its next screen says of where it was opened.</summary>
    public string Callback => CallbackId == Slack.Blocks.ViewRenderer.FromHome ? Slack.Blocks.ViewRenderer.FromHome : Slack.Blocks.ViewRenderer.CallbackId;

    public bool IsFromHome => CallbackId == Slack.Blocks.ViewRenderer.FromHome;
}

internal sealed record BlockWire(string? BlockId, string? Type, ElementWire? Element);

/// <summary>The control of an input block.</summary>
internal sealed record ElementWire(string? Type, string? ActionId);

/// <param name="Values">By block id, then action id.</param>
internal sealed record StateWire(Dictionary<string, Dictionary<string, ValueWire?>?>? Values);

internal sealed record ValueWire
{
    public string? Type { get; init; }

    public string? Value { get; init; }

    public string? SelectedDate { get; init; }

    public OptionWire? SelectedOption { get; init; }

    public ImmutableList<OptionWire?>? SelectedOptions { get; init; }
}

internal sealed record OptionWire(string? Value, TextWire? Text);

internal sealed record TextWire(string? Text);

internal sealed record ActionWire(string? Type, string? ActionId, string? BlockId, string? Value, string? ActionTs);

/// <summary>What <c>/slack/events</c> gets. <see href="https://docs.slack.dev/apis/events-api/#event-type-structure"/></summary>
internal sealed record EventPayload
{
    public string? Type { get; init; }

    public string? Challenge { get; init; }

    public string? TeamId { get; init; }

    public string? EventId { get; init; }

    public ImmutableList<AuthorizationWire?>? Authorizations { get; init; }

    public EventWire? Event { get; init; }
}

internal sealed record AuthorizationWire(string? TeamId, string? UserId, bool? IsBot);

internal sealed record EventWire
{
    public string? Type { get; init; }

    public string? Subtype { get; init; }

    public string? ChannelType { get; init; }

    public string? BotId { get; init; }

    /// <summary>An id in messages, an object in user_change and team_join.</summary>
    public JsonElement User { get; init; }

    /// <summary>An id in what we listen to, an object in channel_created and its like.</summary>
    public JsonElement Channel { get; init; }

    /// <summary>Home of the person who wrote, where it is not the workspace itself.</summary>
    public string? UserTeam { get; init; }

    public string? Team { get; init; }

    public string? Text { get; init; }

    public string? Ts { get; init; }

    public string? Inviter { get; init; }

    /// <summary>Of App Home: <c>home</c> or <c>messages</c>.</summary>
    public string? Tab { get; init; }

    /// <summary>The Home tab as it was published last.</summary>
    public ViewWire? View { get; init; }
}

/// <summary>The answer to <c>url_verification</c>.</summary>
internal sealed record ChallengeBody(string Challenge);

/// <summary>Answers to <c>view_submission</c>. An empty body closes the view; any other shape shows an error of Slack's.</summary>
internal sealed record ErrorsBody(IReadOnlyDictionary<string, string> Errors)
{
    public string ResponseAction { get; init; } = "errors";
}

internal sealed record UpdateViewAction(Blocks.View View)
{
    public string ResponseAction { get; init; } = "update";
}

internal sealed record OptionsBody(ImmutableList<Blocks.Option> Options);
