using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace HandoffBot.MsTeams.Cards;

/// <summary>How cards, and what they carry, are written and read.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CarriedWire))]
internal sealed partial class CardJson : JsonSerializerContext
{
    /// <summary>Letters as themselves: a card is read as JSON, never inside HTML, and its length counts.</summary>
    public static JsonSerializerOptions Letters { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How many characters a card takes.</summary>
    public static int Length(JsonNode node) => node.ToJsonString(Letters).Length;
}
