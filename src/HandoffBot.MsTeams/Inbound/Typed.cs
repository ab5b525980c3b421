namespace HandoffBot.MsTeams.Inbound;

/// <summary>
/// What a person typed, without the mention by which the bot was called. A mention is known by its entity, never by how it reads: a person
/// may be called as the bot is.
/// <see href="https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/channel-and-group-conversations"/>
/// </summary>
internal static class Typed
{
    /// <summary>Whether the bot is among those who are mentioned.</summary>
    public static bool Calls(Activity activity) => Mentions(activity).Any(one => IsBot(one, activity));

    /// <summary>Others who are mentioned stay, by name.</summary>
    public static string Text(Activity activity)
    {
        var text = activity.Text ?? "";
        var from = 0;
        foreach (var mention in Mentions(activity))
        {
            // In group chats the text of the entity may be missing.
            var written = mention.Text is { Length: > 0 } given ? given : $"<at>{mention.Mentioned?.Name}</at>";
            var at = text.IndexOf(written, from, StringComparison.OrdinalIgnoreCase);
            if (at < 0)
                continue;

            var instead = IsBot(mention, activity) ? " " : $"@{mention.Mentioned?.Name}";
            text = string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + written.Length));
            from = at + instead.Length;
        }

        // Beside a mention stands a space that does not break, sometimes as an entity of HTML, though the text is none.
        return text.Replace("&nbsp;", " ", StringComparison.Ordinal).Replace('\u00a0', ' ').Trim();
    }

    private static IEnumerable<EntityWire> Mentions(Activity activity) =>
        activity.Entities?.OfType<EntityWire>().Where(one => one.Type == "mention") ?? [];

    private static bool IsBot(EntityWire mention, Activity activity) =>
        mention.Mentioned?.Id is { Length: > 0 } id && id == activity.Recipient?.Id;
}
