namespace HandoffBot.MsTeams.Text;

/// <summary>Addresses that people may be sent to.</summary>
internal static class LinkAddress
{
    private const int Longest = 2000;

    /// <summary>The address as markdown's <c>[text](address)</c> wants it, or null when it is of no kind that people should be sent to.</summary>
    public static string? Of(Uri address) => IsWeb(address)
        ? address.AbsoluteUri
            .Replace("(", "%28", StringComparison.Ordinal)
            .Replace(")", "%29", StringComparison.Ordinal)
            .Replace("*", "%2A", StringComparison.Ordinal)
            .Replace("_", "%5F", StringComparison.Ordinal)
            .Replace("[", "%5B", StringComparison.Ordinal)
            .Replace("]", "%5D", StringComparison.Ordinal)
            .Replace(";", "%3B", StringComparison.Ordinal)
        : null;

    /// <summary>The address of a link button, or null.</summary>
    public static string? OfButton(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && IsWeb(address) ? address.AbsoluteUri : null;

    private static bool IsWeb(Uri address) =>
        address.IsAbsoluteUri && address.Scheme is "https" or "http" && address.AbsoluteUri.Length <= Longest;
}
