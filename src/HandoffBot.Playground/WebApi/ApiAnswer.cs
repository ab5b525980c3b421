using System.Text.Json.Nodes;
using HandoffBot.Playground.Limits;

namespace HandoffBot.Playground.WebApi;

/// <summary>Answers in Slack's form: always HTTP 200, with <c>ok</c> telling whether it went well.</summary>
internal static class ApiAnswer
{
    public static JsonObject Ok(JsonObject? content = null)
    {
        var answer = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in content ?? []) answer[name] = value?.DeepClone();
        return answer;
    }

    public static JsonObject Error(string code) => new() { ["ok"] = false, ["error"] = code };

    /// <summary>An error with the places that are wrong, as <c>errors</c> and in the response's metadata.</summary>
    public static JsonObject Error(string code, IReadOnlyList<string> sentences)
    {
        var answer = Error(code);
        if (sentences.Count == 0) return answer;

        answer["errors"] = Json.Strings(sentences);
        answer["response_metadata"] = new JsonObject { ["messages"] = Json.Strings(sentences.Select(each => $"[ERROR] {each}")) };
        return answer;
    }

    public static JsonObject Missing(string argument) =>
        Error("invalid_arguments", [$"missing required field: {argument}"]);

    public static JsonObject Error(MessageRefusal refusal) => Error(refusal.Error, refusal.Sentences);
}
