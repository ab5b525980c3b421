namespace HandoffBot.Playground.Workspace;

/// <summary>Whether a message calls somebody: by name, by a user group of theirs, or the whole channel.</summary>
internal static class Mentions
{
    public static bool Of(Message message, Member person, PlaygroundOptions options)
    {
        if (message.User == person.Id) return false;

        var text = message.Text + message.Blocks?.ToJsonString(Json.Plain);
        return text.Contains($"<@{person.Id}", StringComparison.Ordinal)
            || text.Contains("<!channel", StringComparison.Ordinal)
            || text.Contains("<!here", StringComparison.Ordinal)
            || options.UserGroups.Any(group =>
                group.Members.Contains(person.Email, StringComparer.OrdinalIgnoreCase)
                && text.Contains($"<!subteam^{group.Id}", StringComparison.Ordinal));
    }
}
