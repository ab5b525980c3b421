using System.Text.Json;
using System.Text.Json.Serialization;

namespace HandoffBot.Engine.Storage.Json;

/// <summary>How rows' JSON is written: short names, no nulls; unknown members are skipped when it is read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredHandoff))]
[JsonSerializable(typeof(StoredEvent))]
[JsonSerializable(typeof(StoredCommitment))]
[JsonSerializable(typeof(StoredAbsence))]
[JsonSerializable(typeof(StoredQuote))]
[JsonSerializable(typeof(StoredYes[]))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    public static string Write(StoredHandoff state) => JsonSerializer.Serialize(state, Default.StoredHandoff);

    public static string Write(StoredEvent happened) => JsonSerializer.Serialize(happened, Default.StoredEvent);

    public static string Write(StoredCommitment commitment) => JsonSerializer.Serialize(commitment, Default.StoredCommitment);
    public static string Write(StoredAbsence absence) => JsonSerializer.Serialize(absence, Default.StoredAbsence);

    public static string Write(StoredQuote quote) => JsonSerializer.Serialize(quote, Default.StoredQuote);

    public static StoredQuote ReadQuote(string json) => JsonSerializer.Deserialize(json, Default.StoredQuote) ?? throw new InvalidOperationException("An empty quote.");

    public static string Write(StoredYes[] given) => JsonSerializer.Serialize(given, Default.StoredYesArray);

    public static StoredYes[] ReadYes(string? json) => json is null ? [] : JsonSerializer.Deserialize(json, Default.StoredYesArray) ?? [];

    public static string Write(Dictionary<string, string> texts) => JsonSerializer.Serialize(texts, Default.DictionaryStringString);

    public static Dictionary<string, string> ReadTexts(string json) => JsonSerializer.Deserialize(json, Default.DictionaryStringString) ?? [];

    /// <summary>Null where it cannot be read: nobody is away for ever because of what a later version wrote.</summary>
    public static StoredAbsence? ReadAbsence(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.StoredAbsence);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static StoredHandoff ReadHandoff(string json) => JsonSerializer.Deserialize(json, Default.StoredHandoff) ?? new();

    public static StoredCommitment ReadCommitment(string json) =>
        JsonSerializer.Deserialize(json, Default.StoredCommitment) ?? throw new InvalidOperationException("An empty commitment.");

    public static StoredEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, Default.StoredEvent) ?? new();
}
