using Microsoft.Extensions.Options;

namespace HandoffBot.Slack;

/// <summary>How the bot reaches its Slack app: the configuration section <c>Slack</c>.</summary>
public sealed class SlackOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Slack";

    /// <summary>Proves that a request comes from Slack. Without it the edge starts in Socket Mode only, and no request is let in.</summary>
    public string SigningSecret { get; set; } = "";

    /// <summary>The bot's token, <c>xoxb-…</c>.</summary>
    public string BotToken { get; set; } = "";

    /// <summary>The app's own token, <c>xapp-…</c>. With it Slack is reached by Socket Mode, and no public address is needed.</summary>
    public string AppToken { get; set; } = "";

    /// <summary>Where Slack's Web API is; another address serves a stand-in.</summary>
    public string ApiBaseUrl { get; set; } = "https://slack.com/api/";

    /// <summary>The slash command that the app was given.</summary>
    public string Command { get; set; } = "/handoff";

    /// <summary>
    /// How many requests of one workspace are let in within a minute; 0 sets no limit. The usual number is what Slack itself delivers of
    /// events in an hour at most, so that even an hour's events at once are not refused.
    /// </summary>
    public int RequestsPerMinute { get; set; } = UsualRequestsPerMinute;

    internal const int MostRequestsPerMinute = 100_000_000;

    internal const int UsualRequestsPerMinute = 30_000;

    internal bool UsesSocketMode => AppToken.Length > 0;

    internal Uri ApiBase => new(ApiBaseUrl.EndsWith('/') ? ApiBaseUrl : ApiBaseUrl + "/");
}

/// <summary>Says at start, all at once, which key is wrong and what belongs there.</summary>
internal sealed class SlackOptionsCheck : IValidateOptions<SlackOptions>
{
    public ValidateOptionsResult Validate(string? name, SlackOptions options)
    {
        var mistakes = Mistakes(options).ToList();
        return mistakes.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(mistakes);
    }

    private static IEnumerable<string> Mistakes(SlackOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.SigningSecret) && !options.UsesSocketMode)
            yield return "Slack:SigningSecret is empty. Copy it from the Slack app's page, Basic Information, App Credentials; or set Slack:AppToken for Socket Mode.";
        else if (HasOddSigns(options.SigningSecret))
            yield return "Slack:SigningSecret holds a space or another sign that no secret has. Copy it again from the Slack app's page, Basic Information.";

        if (string.IsNullOrWhiteSpace(options.BotToken))
            yield return "Slack:BotToken is empty. Copy the Bot User OAuth Token (xoxb-…) from the Slack app's page, OAuth & Permissions.";
        else if (HasOddSigns(options.BotToken))
            yield return "Slack:BotToken holds a space or another sign that no token has. Copy it again from the Slack app's page, OAuth & Permissions.";
        else if (options.BotToken.StartsWith("xapp-", StringComparison.Ordinal))
            yield return "Slack:BotToken is an app-level token (xapp-…), which belongs in Slack:AppToken. Copy the Bot User OAuth Token (xoxb-…) from the Slack app's page, OAuth & Permissions.";

        if (options.UsesSocketMode && HasOddSigns(options.AppToken))
            yield return "Slack:AppToken holds a space or another sign that no token has. Copy it again from the Slack app's page, Basic Information, App-Level Tokens.";
        else if (options.AppToken.StartsWith("xox", StringComparison.Ordinal))
            yield return "Slack:AppToken is not an app-level token (xapp-…). Create one with the scope connections:write on the Slack app's page, Basic Information, App-Level Tokens.";

        if (!Uri.TryCreate(options.ApiBaseUrl, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            yield return "Slack:ApiBaseUrl is not an http or https address. Leave it out to reach Slack itself, https://slack.com/api/.";

        if (options.RequestsPerMinute is < 0 or > SlackOptions.MostRequestsPerMinute)
            yield return $"Slack:RequestsPerMinute is not between 0 and {SlackOptions.MostRequestsPerMinute}. It is how many requests of one workspace are let in within a minute; 0 sets no limit.";

        if (options.Command.Length is < 2 or > 32 || options.Command[0] != '/' || options.Command.Any(char.IsWhiteSpace))
            yield return "Slack:Command is not a slash command. It is the one in the app's manifest, such as /handoff.";
    }

    private static bool HasOddSigns(string secret) => secret.Any(sign => sign is <= ' ' or > '~');
}
