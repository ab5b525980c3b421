using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.Slack.Blocks;
using HandoffBot.Slack.Inbound;
using HandoffBot.Slack.Outbound;

namespace HandoffBot.Slack;

/// <summary>Everything that crosses the wire, without reflection. Unknown fields are skipped; depth is limited to Slack's own, with room.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ImmutableList<Block>))]
[JsonSerializable(typeof(View))]
[JsonSerializable(typeof(HomeTab))]
[JsonSerializable(typeof(Message))]
[JsonSerializable(typeof(PressWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(CommandPayload))]
[JsonSerializable(typeof(InteractionPayload))]
[JsonSerializable(typeof(EventPayload))]
[JsonSerializable(typeof(ChallengeBody))]
[JsonSerializable(typeof(ErrorsBody))]
[JsonSerializable(typeof(UpdateViewAction))]
[JsonSerializable(typeof(OptionsBody))]
[JsonSerializable(typeof(PrivateBody))]
[JsonSerializable(typeof(SlackResult))]
[JsonSerializable(typeof(PostBody))]
[JsonSerializable(typeof(UpdateBody))]
[JsonSerializable(typeof(OpenViewBody))]
[JsonSerializable(typeof(UpdateViewBody))]
[JsonSerializable(typeof(PublishViewBody))]
[JsonSerializable(typeof(OpenConversationBody))]
internal sealed partial class SlackJson : JsonSerializerContext
{
    /// <summary>Writes letters as themselves; Slack reads JSON as JSON, never inside HTML.</summary>
    public static SlackJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 48,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
