using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;

namespace HandoffBot.Slack.Blocks;

/// <summary>Text objects within Slack's limits. Slack refuses an empty one, so nothing at all is shown as a dash.</summary>
internal static class Texts
{
    public static TextObject.Plain Plain(string text, int max, bool oneLine = true) =>
        new(CleanText.Of(text, max, oneLine) is { Length: > 0 } shown ? shown : "–");

    public static TextObject.Plain? PlainOrNone(string? text, int max) => string.IsNullOrWhiteSpace(text) ? null : Plain(text, max);

    public static TextObject.Mrkdwn Mrkdwn(string written) => new(string.IsNullOrWhiteSpace(written) ? "–" : written);

    /// <summary>A label in bold above its value; the value gets what the label leaves.</summary>
    public static TextObject.Mrkdwn Labelled(string label, int max, Func<int, string> value)
    {
        var bold = SlackText.Mrkdwn(label.Trim().Replace('*', '∗'), Math.Clamp((max / 2) - 4, 8, 300), oneLine: true);
        var head = bold.Length == 0 ? "" : $"*{bold}*\n";
        var body = value(max - head.Length);
        return Mrkdwn(head + (string.IsNullOrWhiteSpace(body) ? "–" : body));
    }
}
