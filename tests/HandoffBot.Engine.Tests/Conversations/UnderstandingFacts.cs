using HandoffBot.Engine.Conversations;

namespace HandoffBot.Engine.Tests.Conversations;

public sealed class UnderstandingFacts
{
    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("help")]
    [InlineData("HELP me")]
    [InlineData("<@U0BOT>")]
    [InlineData("<@U0BOT> help")]
    public void Nothing_and_help_get_the_help(string line) => Assert.IsType<Said.Help>(Understanding.Of(line));

    [Theory]
    [InlineData("inbox", ListKind.Inbox, 1)]
    [InlineData("Inbox 3", ListKind.Inbox, 3)]
    [InlineData("drafts 0", ListKind.Drafts, 1)]
    [InlineData("mine please", ListKind.Mine, 1)]
    [InlineData("mine 99999999999999999999", ListKind.Mine, 1)]
    internal void Lists_have_pages(string line, ListKind kind, int page) => Assert.Equal(new Said.Listed(kind, page), Understanding.Of(line));

    [Theory]
    [InlineData("show H-1042", 1042)]
    [InlineData("show h1042", 1042)]
    [InlineData("show 1042", 1042)]
    [InlineData("H-1042", 1042)]
    [InlineData("show H-1042.", 1042)]
    [InlineData("show", null)]
    [InlineData("show H-x", null)]
    [InlineData("show H-99999999999", null)]
    public void A_handoff_is_shown_by_its_reference(string line, int? number) =>
        Assert.Equal(number, Assert.IsType<Said.Show>(Understanding.Of(line)).Number);

    [Theory]
    [InlineData("inobx", "inbox")]
    [InlineData("drats", "drafts")]
    [InlineData("nwe Acme Ltd", "new Acme Ltd")]
    [InlineData("shwo H-1042", "show H-1042")]
    [InlineData("nwe \"Acme Ltd\"", "new \"Acme Ltd\"")]
    [InlineData("abracadabra", null)]
    public void A_slip_of_the_fingers_gets_the_nearest_word(string line, string? nearest) =>
        Assert.Equal(new Said.Unknown(line, nearest), Understanding.Of(line));

    [Theory]
    [InlineData("new sales-to-onboarding \"Acme Ltd\"", "sales-to-onboarding|*Acme Ltd")]
    [InlineData("new “Acme Ltd”", "*Acme Ltd")]
    [InlineData("new \"Acme", "*Acme")]
    [InlineData("new O'Neill & Sons", "O'Neill|&|Sons")]
    [InlineData("new", "")]
    public void Quotes_hold_a_name_together(string line, string words) => Assert.Equal(
        words,
        string.Join('|', Assert.IsType<Said.New>(Understanding.Of(line)).Rest.Of.Select(word => (word.Quoted ? "*" : "") + word.Text)));

    [Fact]
    public void No_line_breaks_it()
    {
        foreach (var line in new[] { new string('x', 100_000), "\"", "“”", "\0", "\ud800", string.Concat(Enumerable.Repeat("a ", 50_000)), "new " + new string('"', 999) })
            Assert.NotNull(Understanding.Of(line));
    }
}
