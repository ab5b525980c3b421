namespace HandoffBot.Host;

/// <summary>Who runs this bot, as Microsoft Teams shows it to people who look at the app: the section <c>MsTeams:Package</c>.</summary>
/// <param name="Website">Where people are told about the bot; it also stands for the pages that are not named.</param>
internal sealed record AppPublisher(string? Name, string? Website, string? PrivacyPage, string? TermsPage)
{
    private const string Section = "MsTeams:Package";

    /// <summary>The manifest's schema takes no longer ones.</summary>
    private const int LongestName = 32;

    /// <inheritdoc cref="LongestName"/>
    private const int LongestAddress = 2048;

    /// <summary>Nothing of it is needed to try the bot; what is there but wrong is a mistake.</summary>
    public static AppPublisher From(IConfiguration configuration, List<string> mistakes)
    {
        var given = configuration.GetSection(Section);
        var name = Text(given, "Publisher");
        if (name is { Length: > LongestName })
            mistakes.Add($"{Section}:Publisher has {name.Length} characters. Microsoft Teams takes at most {LongestName}.");

        return new(name, Page(given, "Website", mistakes), Page(given, "PrivacyPage", mistakes), Page(given, "TermsPage", mistakes));
    }

    private static string? Page(IConfigurationSection given, string key, List<string> mistakes)
    {
        if (Text(given, key) is not { } address)
            return null;

        if (address.Length > LongestAddress || !Uri.TryCreate(address, UriKind.Absolute, out var page) || page.Scheme != Uri.UriSchemeHttps)
            mistakes.Add($"{Section}:{key} is '{Shown(address)}'. It is an https address of at most {LongestAddress} characters, such as https://intranet.example.com/handoffbot.");

        return address;
    }

    private static string Shown(string address) => address.Length <= 80 ? address : $"{address[..80]}…";

    private static string? Text(IConfigurationSection given, string key) => string.IsNullOrWhiteSpace(given[key]) ? null : given[key]!.Trim();
}
