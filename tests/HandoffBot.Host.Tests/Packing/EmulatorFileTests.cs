using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host.Tests.Packing;

/// <summary>The file with which Microsoft's own local playground plays the example organization.</summary>
public sealed class EmulatorFileTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "emulator", ".m365agentsplayground.yml"));

    private static readonly Configuration Folder = Assert.IsType<Reading.Good>(ConfigurationFolder.Read(HostFolders.Playbooks)).Configuration;
    private static readonly Organization Shipped = Folder.Organization;

    [Fact]
    public void Its_people_are_the_organizations_and_known_to_the_bot_by_their_GUIDs()
    {
        var (people, entra) = (Values("userPrincipleName"), Values("aadObjectId"));
        var known = Shipped.Teams.Values.SelectMany(team => team.Members).Concat(Shipped.Admins).ToHashSet();

        Assert.Equal(6, people.Distinct().Count());
        Assert.Subset(known, people.ToHashSet());
        Assert.Equal(6, entra.Distinct().Count());
        Assert.All(entra, id => Assert.True(Guid.TryParseExact(id, "D", out _)));
        Assert.Superset(entra.ToHashSet(), Values("- id").Concat(Values("id")).ToHashSet());
    }

    [Fact]
    public void Its_channel_is_the_one_that_receives_clients()
    {
        var receivers = Folder.Playbooks.Values.Where(one => one.Subject.IsClient).SelectMany(one => one.Receivers).Distinct().Select(team => Shipped.Teams[team]);
        var place = Assert.Single(receivers, team => team.MsTeams is not null).MsTeams!;

        Assert.Contains($"id: \"{place.Team}\"", Text, StringComparison.Ordinal);
        Assert.Contains($"id: \"{place.Channel}\"", Text, StringComparison.Ordinal);
    }

    private static List<string> Values(string key) =>
        [.. Text.Split('\n').Select(line => line.Trim().Split(": ", 2)).Where(pair => pair[0] == key && pair.Length == 2).Select(pair => pair[1])];
}
