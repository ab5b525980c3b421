using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Tests.Playbooks;

public sealed class ConfigurationChangeTests
{
    private const string Organization = """
        organization: Test
        timezone: Europe/London
        currency: GBP
        teams:
          sales: {name: Sales, slack: {channel: C0SALES}}
          care: {name: Care, slack: {channel: C0CARE}}
        """;

    private const string Playbook = """
        playbook: over
        name: Sales to Care
        from: sales
        to: care
        checklist:
          - step: Client
            fields: [{id: client, label: Client, type: client, required: true}]
        reject-reasons: [{id: no, label: No}]
        """;

    private static readonly ConfigurationFile[] Before = [new("organization.yml", Organization), new("over.yml", Playbook)];

    [Fact]
    public void Equal_folders_differ_in_nothing() => Assert.Equal("nothing changed", Said(Before));

    [Fact]
    public void A_playbook_changes_by_its_text() =>
        Assert.Equal("playbook Sales to Care changed", Said([Before[0], new("over.yml", Playbook.Replace("label: No}", "label: Not now}", StringComparison.Ordinal))]));

    [Fact]
    public void A_playbook_that_moves_to_another_file_is_the_same() => Assert.Equal("nothing changed", Said([Before[0], new("moved.yml", Playbook)]));

    [Fact]
    public void Playbooks_and_teams_come_and_go()
    {
        var organization = Organization.Replace("  care: {name: Care,", "  help: {name: Help,", StringComparison.Ordinal);
        var playbook = Playbook.Replace("playbook: over", "playbook: on", StringComparison.Ordinal).Replace("Sales to Care", "Sales to Help", StringComparison.Ordinal)
            .Replace("to: care", "to: help", StringComparison.Ordinal);

        Assert.Equal(
            "playbook Sales to Help is new, playbook Sales to Care is gone, team Help is new, team Care is gone and organization.yml changed",
            Said([new("organization.yml", organization), new("on.yml", playbook)]));
    }

    [Fact]
    public void Calendar_files_are_named() => Assert.Equal("uk.ics is new", Said([.. Before, new("uk.ics", "BEGIN:VCALENDAR\nEND:VCALENDAR\n")]));

    [Fact]
    public void Many_changes_are_counted()
    {
        var many = Enumerable.Range(1, 20).Select(number => new ConfigurationFile($"{number}.yml", Playbook.Replace("playbook: over", $"playbook: over-{number}", StringComparison.Ordinal)));

        Assert.EndsWith("and 12 more", Said([.. Before, .. many]), StringComparison.Ordinal);
    }

    private static string Said(ConfigurationFile[] after) => ConfigurationChange.InWords(Read(Before), Before, Read(after), after);

    private static Configuration Read(ConfigurationFile[] files) => Assert.IsType<Reading.Good>(PlaybookReader.Read(files)).Configuration;
}
