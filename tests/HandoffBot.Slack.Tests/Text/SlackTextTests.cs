using HandoffBot.Core.Chat;
using HandoffBot.Slack.Text;
using NodaTime;

namespace HandoffBot.Slack.Tests.Text;

public sealed class SlackTextTests
{
    private static readonly PhraseWriter Writer = new("T0ACME", "/handoff");

    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("<@U123> & co", "&lt;@U123&gt; &amp; co")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("snake_case_name", "snake_case_name")]
    [InlineData("2*3*4", "2*3*4")]
    public void User_text_is_escaped_once(string text, string written) => Assert.Equal(written, SlackText.Mrkdwn(text, 100));

    [Theory]
    [InlineData("*bold*")]
    [InlineData("_italic_")]
    [InlineData("~gone~")]
    [InlineData("`code`")]
    [InlineData("> quote")]
    public void User_text_cannot_format_itself(string text)
    {
        var written = SlackText.Mrkdwn(text, 100);

        Assert.StartsWith("\u200B", written, StringComparison.Ordinal);
        Assert.Equal(SlackText.Escape(text), written.Replace("\u200B", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_shortened_text_never_ends_inside_an_escape_or_an_emoji()
    {
        var text = string.Concat(Enumerable.Repeat("a<👩‍👩‍👧‍👦&é>", 50));
        for (var max = 1; max < 300; max++)
        {
            var written = SlackText.Mrkdwn(text, max);

            Assert.InRange(written.Length, 1, max);
            Assert.EndsWith("…", written, StringComparison.Ordinal);
            var whole = written[..^1].Replace("👩‍👩‍👧‍👦", "", StringComparison.Ordinal).Replace("&lt;", "", StringComparison.Ordinal)
                .Replace("&gt;", "", StringComparison.Ordinal).Replace("&amp;", "", StringComparison.Ordinal);
            Assert.All(whole, sign => Assert.Contains(sign, "aé\u0301e"));
        }
    }

    [Fact]
    public void An_instant_is_shown_in_the_readers_zone_with_a_fallback_that_names_one()
    {
        var when = new Inline.When(Instant.FromUtc(2026, 7, 1, 9, 30), DateTimeZoneProviders.Tzdb["Europe/London"]);

        Assert.Equal("<!date^1782898200^{date_short_pretty} {time}|1 Jul 2026, 10:30 BST>", Writer.Mrkdwn(Phrase.Of(when), 500));
        Assert.Equal("1 Jul 2026, 10:30 BST", Writer.Plain(Phrase.Of(when), 500));
    }

    [Fact]
    public void Only_an_account_of_this_workspace_is_mentioned()
    {
        static Phrase Kim(string workspace, string account) =>
            Phrase.Of(new Inline.Mention("Kim <3", [new(Platform.MsTeams, "T0ACME", "UOTHER"), new(Platform.Slack, workspace, account)]));

        Assert.Equal("<@U1KIM>", Writer.Mrkdwn(Kim("T0ACME", "U1KIM"), 500));
        Assert.Equal("Kim &lt;3", Writer.Mrkdwn(Kim("T0OTHER", "U1KIM"), 500));
        Assert.Equal("Kim &lt;3", Writer.Mrkdwn(Kim("T0ACME", "U1|x> <!channel>"), 500));
    }

    [Theory]
    [InlineData("https://example.com/a?b=1&c=<2>|3", "<https://example.com/a?b=1&amp;c=%3C2%3E%7C3|the &gt; brief>")]
    [InlineData("javascript:alert(1)", "the &gt; brief")]
    [InlineData("file:///etc/passwd", "the &gt; brief")]
    public void Only_web_addresses_become_links(string address, string written) =>
        Assert.Equal(written, Writer.Mrkdwn(Phrase.Of(new Inline.Link("the > brief", new Uri(address))), 500));

    [Fact]
    public void A_command_cannot_leave_its_code() =>
        Assert.Equal("`/handoff show ' &lt;!here&gt;`", Writer.Mrkdwn(Phrase.Of(new Inline.Command("show ` <!here>")), 500));

    [Theory]
    [InlineData("Acme", "*Acme*")]
    [InlineData("Acme ", "*Acme* ")]
    [InlineData("a*b", "*a∗b*")]
    [InlineData("two\nlines", "*two lines*")]
    [InlineData("", "")]
    public void Bold_text_stays_bold_to_its_end(string text, string written) =>
        Assert.Equal(written, Writer.Mrkdwn(Phrase.Of(new Inline.Strong(text)), 500));

    [Fact]
    public void A_phrase_never_ends_inside_a_mention_or_date()
    {
        var phrase = Phrase.Of(
            "Hello & welcome ", new Inline.Mention("Kim", [new(Platform.Slack, "T0ACME", "U1KIM")]), " at ",
            new Inline.When(Instant.FromUtc(2026, 7, 1, 9, 30), DateTimeZone.Utc), new Inline.Strong(" urgent & more "), new Inline.Command("inbox"), " and so on");
        for (var max = 1; max < 200; max++)
        {
            var written = Writer.Mrkdwn(phrase, max);

            Assert.InRange(written.Length, 1, max);
            Assert.Equal(written.Count(sign => sign == '<'), written.Count(sign => sign == '>'));
            Assert.DoesNotMatch("&(?!amp;|lt;|gt;)", written);
        }
    }
}
