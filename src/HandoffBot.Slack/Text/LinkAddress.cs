namespace HandoffBot.Slack.Text;

/// <summary>Addresses that may be linked.</summary>
internal static class LinkAddress
{
    /// <summary>The address as Slack's <c>&lt;address|text&gt;</c> wants it, or null when it is of no kind that people should be sent to.</summary>
    public static string? Of(Uri address) =>
        address.IsAbsoluteUri && address.Scheme is "https" or "http" or "mailto"
            ? SlackText.Escape(address.AbsoluteUri).Replace("|", "%7C", StringComparison.Ordinal)
            : null;

    /// <summary>The address of a link button, or null.</summary>
    public static string? OfButton(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" && address.AbsoluteUri.Length <= 3000
            ? address.AbsoluteUri
            : null;
}
