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

    public IdWire? Channel { get; init; }

    public MessageWire? Message { get; init; }

    public ContainerWire? Container { get; init; }

    public ViewWire? View { get; init; }

    public ImmutableList<ActionWire?>? Actions { get; init; }

    /// <summary>What was typed into a select that asks for suggestions.</summary>
    public string? Value { get; init; }

    public string? ActionId { get; init; }
}

internal sealed record IdWire(string? Id);

internal sealed record UserWire(string? Id, string? TeamId);

internal sealed record MessageWire(string? Ts);

internal sealed record ContainerWire(string? Type, string? MessageTs, string? ChannelId, bool? IsEphemeral);

internal sealed record ViewWire
{
    public string? Id { get; init; }

    public string? Hash { get; init; }

    public string? TeamId { get; init; }

    public string? AppInstalledTeamId { get; init; }

    public string? PrivateMetadata { get; init; }

    public StateWire? State { get; init; }

    public ImmutableList<BlockWire?>? Blocks { get; init; }
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
