using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace HandoffBot.Playground.WebApi;

/// <summary>
/// Slack's cursors: opaque text that names where the next page begins. What it names is a key, not a count, so that a
/// page stays right when something is added meanwhile.
/// </summary>
internal static class Paging
{
    /// <summary>One page of a list whose keys are unique, or the error that the arguments earn.</summary>
    public static (IReadOnlyList<T> Page, string NextCursor, JsonObject? Error) Page<T>(
        ApiArguments arguments, IReadOnlyList<T> all, Func<T, string> key, int usual, int most)
    {
        var limit = arguments.Has("limit") ? arguments.Number("limit") : usual;
        if (limit is null or < 0 || limit > most) return ([], "", ApiAnswer.Error("invalid_limit"));

        if (limit == 0) limit = usual;
        var start = 0;
        if (arguments.Text("cursor") is { } cursor)
        {
            start = Decode(cursor) is { } first ? Where(all, key, first) : -1;
            if (start < 0) return ([], "", ApiAnswer.Error("invalid_cursor"));
        }

        var page = all.Skip(start).Take(limit.Value).ToList();
        var next = start + page.Count < all.Count ? Encode(key(all[start + page.Count])) : "";
        return (page, next, null);
    }

    public static JsonObject Metadata(string nextCursor) => new() { ["next_cursor"] = nextCursor };

    private static int Where<T>(IReadOnlyList<T> all, Func<T, string> key, string first)
    {
        for (var at = 0; at < all.Count; at++)
        {
            if (key(all[at]) == first) return at;
        }

        return -1;
    }

    private static string Encode(string key) => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"next:{key}")));

    private static string? Decode(string cursor)
    {
        Span<byte> bytes = stackalloc byte[256];
        if (!Convert.TryFromBase64String(cursor, bytes, out var length)) return null;

        var text = Encoding.UTF8.GetString(bytes[..length]);
        return text.StartsWith("next:", StringComparison.Ordinal) ? text["next:".Length..] : null;
    }
}
