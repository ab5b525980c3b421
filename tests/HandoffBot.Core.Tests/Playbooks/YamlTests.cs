using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

public class YamlTests
{
    [Theory]
    [InlineData("read-back: true", "read-back: §&yes true", "'&yes' is an anchor; anchors are not read here, so write the value where it is needed")]
    [InlineData("read-back: true", "read-back: §!!bool true", "this has a YAML tag ('!…'); tags are not read here, so take it away (quote a text that begins with '!')")]
    [InlineData("read-back: true", "§---\nread-back: true", "a second document begins here; a file holds one (take the '---' away)")]
    [InlineData("  acceptance:", "§\t acceptance:", "a tab indents this line; use spaces")]
    [InlineData("read-back: true", "§[read, back]: true\nread-back: true", "a key is a word, not a list")]
    public void What_nobody_would_see_is_refused(string from, string to, string says) => Small.AssertMistake(Small.PlaybookFile, from, to, says);

    [Fact]
    public void An_alias_is_refused()
    {
        var mistakes = Folders.Mistakes(Small.Folder(playbook: Small.Changed(Small.Playbook, "owner: root@acme.example", "owner: &me root@acme.example\ncriteria: [*me]")));
        Assert.Contains(mistakes, one => one is { Line: 6, Column: 12 } && one.Says.StartsWith("'*me' is an alias", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    [InlineData("---\n")]
    [InlineData("~\n")]
    public void An_empty_file_is_said_to_be_empty(string text) =>
        Assert.Equal([new Mistake(Small.PlaybookFile, 1, 1, "the file is empty")], Folders.Mistakes(Small.Folder(playbook: text)));

    [Theory]
    [InlineData("just words", "a file is a set of keys, not a single value")]
    [InlineData("- one", "a file is a set of keys, not a list")]
    public void A_file_is_a_set_of_keys(string text, string says) =>
        Assert.Equal([new Mistake(Small.PlaybookFile, 1, 1, says)], Folders.Mistakes(Small.Folder(playbook: text)));

    [Theory]
    [InlineData("playbook: a\nname: [never closed\nfrom: b\n", 2)]
    [InlineData("playbook: a\nname: \"never closed\nfrom: b\n", 2)]
    [InlineData("playbook: a\n  name: b\n", 2)]
    [InlineData("playbook: a\nname: @b\n", 2)]
    public void What_is_not_yaml_is_shown_about_where_it_stops_being_it(string text, int line)
    {
        var mistake = Assert.Single(Folders.Mistakes(Small.Folder(playbook: text)));
        Assert.StartsWith("this is not YAML", mistake.Says, StringComparison.Ordinal);
        Assert.Equal(line, mistake.Line);
    }

    [Fact]
    public void Too_deep_is_refused_before_it_hurts()
    {
        var deep = "playbook: " + new string('[', 500_000);
        var mistake = Assert.Single(Folders.Mistakes(Small.Folder(playbook: deep)));
        Assert.Equal("this is nested too deep; 24 levels are the most", mistake.Says);
    }

    [Fact]
    public void Too_large_is_refused()
    {
        var large = Small.Playbook + new string('#', 1024 * 1024);
        Assert.Equal([new Mistake(Small.PlaybookFile, 1, 1, "the file is larger than 1 MB")], Folders.Mistakes(Small.Folder(playbook: large)));
    }

    [Fact]
    public void A_file_full_of_mistakes_is_read_to_an_end()
    {
        var broken = string.Concat(Enumerable.Range(0, 20_000).Select(n => $"key{n}: x\n"));
        Assert.Equal(500, Folders.Mistakes(Small.Folder(playbook: broken)).Count);
    }

    [Fact]
    public void Every_mistake_is_reported_at_once_in_the_order_of_the_files()
    {
        var organization = Small.Changed(Small.Changed(Small.Organization, "currency: GBP", "currency: pounds"), "calendar: office", "calendar: ofice");
        var playbook = Small.Changed(Small.Changed(Small.Playbook, "to: onboarding", "to: onbording"), "read-back: true", "read-back: perhaps");
        Assert.Equal(
            ["organization.yml:3:11", "organization.yml:21:15", "sales-to-onboarding.yml:4:5", "sales-to-onboarding.yml:22:12"],
            Folders.Mistakes(Small.Folder(organization, playbook)).Select(one => $"{one.File}:{one.Line}:{one.Column}"));
    }

    [Fact]
    public void A_mistake_reads_as_a_line()
    {
        var mistakes = Folders.Mistakes(Small.Folder(playbook: Small.Changed(Small.Playbook, "to: onboarding", "to: onbording")));
        Assert.Equal("sales-to-onboarding.yml:4:5 team 'onbording' is not defined; did you mean 'onboarding'?", mistakes.Single().ToString());
    }
}
