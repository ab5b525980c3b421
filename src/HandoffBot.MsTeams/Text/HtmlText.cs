using System.Net;
using System.Text;

namespace HandoffBot.MsTeams.Text;

/// <summary>
/// What a message says whose content is HTML, as Microsoft Teams writes it. It is read once from front to back, whatever stands in it, and
/// what comes out is text: a tag that was typed as text stays as it was typed.
/// </summary>
internal static class HtmlText
{
    public static string Of(string html)
    {
        var text = new StringBuilder(html.Length);
        for (var at = 0; at < html.Length;)
        {
            if (html[at] != '<')
            {
                var until = html.IndexOf('<', at);
                var end = until < 0 ? html.Length : until;
                text.Append(WebUtility.HtmlDecode(html[at..end].ReplaceLineEndings(" ")));
                at = end;
                continue;
            }

            var close = html.IndexOf('>', at);
            if (close < 0)
                break;

            Append(text, html.AsSpan(at + 1, close - at - 1));
            at = close + 1;
        }

        return Tidy(text.ToString());
    }

    /// <summary>A tag stands for a break, a bullet, what a picture shows, or nothing.</summary>
    private static void Append(StringBuilder text, ReadOnlySpan<char> tag)
    {
        var isEnd = tag is ['/', ..];
        switch (Name(isEnd ? tag[1..] : tag))
        {
            case "br":
            case "p" or "div" or "ul" or "ol" or "tr" or "blockquote" or "pre" or "h1" or "h2" or "h3" when isEnd:
                text.Append('\n');
                break;
            case "li" when !isEnd:
                text.Append("\n• ");
                break;
            case "td" or "th" when isEnd:
                text.Append(' ');
                break;
            case "img" or "emoji":
                text.Append(WebUtility.HtmlDecode(Attribute(tag, "alt")));
                break;
        }
    }

    private static string Name(ReadOnlySpan<char> tag)
    {
        var end = tag.IndexOfAny(' ', '/', '\n');
        return (end < 0 ? tag : tag[..end]).ToString().ToLowerInvariant();
    }

    private static string Attribute(ReadOnlySpan<char> tag, string name)
    {
        var at = tag.IndexOf($"{name}=\"", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return "";

        var value = tag[(at + name.Length + 2)..];
        var end = value.IndexOf('"');
        return end < 0 ? "" : value[..end].ToString();
    }

    /// <summary>No more than one empty line, and no spaces at the ends of lines.</summary>
    private static string Tidy(string text)
    {
        var lines = text.Replace('\u00a0', ' ').Split('\n').Select(line => line.Trim()).ToList();
        return string.Join('\n', lines.Where((line, place) => line.Length > 0 || (place > 0 && lines[place - 1].Length > 0))).Trim();
    }
}
