using System.Text.Json.Nodes;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Tests.Chat;
using HandoffBot.MsTeams.Tests.Cards;
using HandoffBot.MsTeams.Text;

namespace HandoffBot.MsTeams.Tests.Text;

public sealed class TeamsTextTests
{
    /// <summary>What would act in markdown, one of a kind; the conformance test renders what is written for each and sees the text itself.</summary>
    private static readonly string[] Acting =
    [
        "*bold* **bolder** _italic_ __more__ ***both***",
        "snake_case_name 2*3*4",
        "~~gone~~ ~kept~ ~~~fence",
        "`code` ``more`` ```block```",
        "[click](https://evil.example)",
        "[click](https://evil.example \"title\")",
        "![picture](https://evil.example/x.png)",
        "[click][1] and [1]",
        "[1]: https://evil.example",
        "<https://evil.example> <mail@evil.example>",
        "<b>bold</b> <script>alert(1)</script> <!-- gone --> <?php ?> a < b > c",
        "<at>Kim</at>",
        "&lt;at&gt; &#42;x&#42; &amp; R&D &copy; &unknown;",
        "# Heading", "## Heading", "#channel",
        "- item", "+ item", "* item", "- - -", "---", "***", "___", "-5 degrees",
        "1. first", "12) twelfth", "2026. That was the year",
        "> quotation",
        "    code of four spaces",
        "a | b", "|---|---|",
        "==== underlined",
        "{{DATE(2026-11-23T14:00:00Z,SHORT)}} {{TIME(2026-11-23T14:00:00Z)}} ${name} {single}",
        @"back\slash \*escaped\* C:\new\ends\",
        @"\[click\](https://evil.example)",
        "(parenthesised) [bracketed] !important",
        "emoji 👩‍🚒 and שלום and 漢字",
    ];

    [Fact]
    public void Whatever_would_act_in_markdown_is_written_as_it_was_reviewed() => GoldenTests.Same(
        "texts.json",
        new JsonArray([.. Acting.Concat([string.Join('\n', Acting)]).Select(text => new JsonObject
        {
            ["text"] = text,
            ["written"] = TeamsText.Markdown(text, 4000),
            ["bold"] = text.Contains('\n', StringComparison.Ordinal) ? null : PhraseWriter.Strong(text, 4000),
            ["label"] = TeamsText.Label(text, 4000),
        })]));

    [Theory]
    [InlineData("[x](https://evil.example)")]
    [InlineData("[x][y]")]
    [InlineData("[x]: https://evil.example")]
    [InlineData("<at>Kim</at>")]
    [InlineData("{{DATE(2026-11-23T14:00:00Z)}}")]
    [InlineData("~~x~~")]
    public void What_no_backslash_stops_on_a_telephone_is_broken_up(string text)
    {
        foreach (var written in new[] { TeamsText.Markdown(text, 500), TeamsText.Label(text, 500) })
        {
            Assert.DoesNotMatch(@"\]\(|\]\[|\]:|<at|</at|\{\{|~~", written);
            Assert.Equal(text, written.Replace("\u200B", "", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("two\nlines", "two\n\nlines")]
    [InlineData("two\r\n\r\n\r\nlines ", "two\n\nlines ")]
    [InlineData("ends\n", "ends\n\n")]
    [InlineData("\nbegins", "\n\nbegins")]
    [InlineData("a  \n- b", "a\n\n\u200B- b")]
    public void Every_line_is_a_paragraph(string text, string written) => Assert.Equal(written, TeamsText.Markdown(text, 500));

    [Fact]
    public void A_text_on_one_line_has_no_breaks() => Assert.Equal("two lines", TeamsText.Markdown("two\nlines", 500, oneLine: true));

    [Fact]
    public void A_shortened_text_never_ends_inside_an_escape_or_an_emoji()
    {
        var text = string.Concat(Enumerable.Repeat("a*👩‍👩‍👧‍👦_é](", 50));
        for (var max = 1; max < 300; max++)
        {
            var written = TeamsText.Markdown(text, max);

            Assert.InRange(written.Length, 1, max);
            Assert.EndsWith("…", written, StringComparison.Ordinal);
            Assert.DoesNotMatch(@"\\…|(?<!\\)[*_]|\]\(", written);
            Assert.DoesNotContain("\uFFFD", written, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("https://example.com/a_(b)?c=1&d=[2]", "[the brief](https://example.com/a%5F%28b%29?c=1&d=%5B2%5D)")]
    [InlineData("http://example.com/", "[the brief](http://example.com/)")]
    [InlineData("javascript:alert(1)", "the brief")]
    [InlineData("mailto:kim@example.com", "the brief")]
    [InlineData("file:///etc/passwd", "the brief")]
    public void Only_web_addresses_become_links(string address, string written) =>
        Assert.Equal(written, Write(new Inline.Link("the brief", new Uri(address))));

    [Fact]
    public void The_text_of_a_link_cannot_leave_it() => Assert.Equal(
        "[a)(https://evil.example) (b](https://example.com/)", Write(new Inline.Link("a](https://evil.example) [b", new Uri("https://example.com/"))));

    [Fact]
    public void A_link_that_does_not_fit_is_its_text() =>
        Assert.Equal("the brief", Writer().Markdown(Phrase.Of(new Inline.Link("the brief", new Uri("https://example.com/"))), 30));

    [Theory]
    [InlineData("Acme", "**Acme**")]
    [InlineData("Acme ", "**Acme** ")]
    [InlineData(" Acme", " **Acme**")]
    [InlineData("a*b", @"**a\*b**")]
    [InlineData("Acme (UK)", "**Acme (UK)\u200B**")]
    [InlineData("(UK)", "**\u200B(UK)\u200B**")]
    [InlineData("two\nlines", "**two lines**")]
    [InlineData("", "")]
    [InlineData(" ", " ")]
    public void Bold_text_stays_bold_to_its_end(string text, string written) => Assert.Equal(written, Write(new Inline.Strong(text)));

    [Theory]
    [InlineData("[x]", "(https://evil.example)")]
    [InlineData("Look!", "[x]")]
    [InlineData("<", "at>Kim</at>")]
    [InlineData("{", "{DATE(2026-11-23T14:00:00Z)}}")]
    [InlineData("&", "lt;")]
    [InlineData("~", "~x~~")]
    public void Two_parts_of_a_phrase_do_not_act_together(string one, string other) =>
        Assert.Contains($"{one}\u200B", Writer().Markdown(Phrase.Of(one, other), 500), StringComparison.Ordinal);

    [Fact]
    public void An_exclamation_does_not_make_a_picture_of_a_link() => Assert.Equal(
        "Look!\u200B[here](https://example.com/)", Writer().Markdown(Phrase.Of("Look!", new Inline.Link("here", new Uri("https://example.com/"))), 500));

    [Fact]
    public void A_command_is_said_to_the_bot_where_others_listen()
    {
        var phrase = Phrase.Of("Say ", new Inline.Command("show H-1042"), " or ", new Inline.Command(""), ".");

        Assert.Equal("Say **show H-1042** or **help**.", Writer().Markdown(phrase, 500));
        Assert.Equal("Say **\u200B@HandoffBot show H-1042** or **\u200B@HandoffBot**.", new PhraseWriter(new Mentions(Scene.Tenant), "HandoffBot").Markdown(phrase, 500));
        Assert.Equal("Say show H-1042 or help.", Writer().Plain(phrase, 500));
    }

    [Fact]
    public void A_phrase_is_cut_between_its_parts_and_says_so()
    {
        var phrase = Phrase.Of(
            "Hello & welcome ", Kim("Kim", Scene.Tenant, Account), " at ",
            new Inline.When(NodaTime.Instant.FromUtc(2026, 7, 1, 9, 30), NodaTime.DateTimeZone.Utc), new Inline.Strong(" urgent * more "), new Inline.Command("inbox"), " and so on");
        var whole = Writer().Markdown(phrase, 500);
        for (var max = 1; max < whole.Length; max++)
        {
            var written = Writer().Markdown(phrase, max);

            Assert.InRange(written.Length, 1, max);
            Assert.Equal(written.Split("{{").Length, written.Split("}}").Length);
            Assert.Equal(written.Contains("<at>", StringComparison.Ordinal), written.Contains("</at>", StringComparison.Ordinal));
            Assert.True(written.Split("**").Length is 1 or 3 or 5, written);
        }

        Assert.EndsWith("and so on", whole, StringComparison.Ordinal);
    }

    private const string Account = "0f000000-0000-4000-8000-000000000001";

    private static Inline.Mention Kim(string name, string tenant, string account) =>
        new(name, [new(Platform.Slack, "T0ACME", "UKIM"), new(Platform.MsTeams, tenant, account)]);

    private static PhraseWriter Writer() => new(new Mentions(Scene.Tenant), null);

    private static string Write(Inline part) => Writer().Markdown(Phrase.Of(part), 500);
}
