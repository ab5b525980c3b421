namespace HandoffBot.Slack.Text;

/// <summary>What Slack's ids look like. An id of another shape never reaches markup or an address.</summary>
internal static class SlackIds
{
    public static bool IsUser(string? id) => Is(id, "UW");

    public static bool IsTeam(string? id) => Is(id, "TE");

    private static bool Is(string? id, string kinds) =>
        id is { Length: >= 2 and <= 40 } && kinds.Contains(id[0], StringComparison.Ordinal) && id.All(char.IsAsciiLetterOrDigit);
}
