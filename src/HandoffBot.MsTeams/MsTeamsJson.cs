using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using HandoffBot.MsTeams.Inbound;

namespace HandoffBot.MsTeams;

/// <summary>What crosses the wire, without reflection. Unknown fields are skipped; depth is limited.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Activity))]
[JsonSerializable(typeof(MessagePayload))]
internal sealed partial class MsTeamsJson : JsonSerializerContext
{
    /// <summary>Writes letters as themselves; Microsoft Teams reads JSON as JSON, never inside HTML.</summary>
    public static MsTeamsJson Wire { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 48,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
