using HandoffBot.Core.Chat;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Tests.Conversations;
using static HandoffBot.Engine.Tests.Conversations.NewFacts;

namespace HandoffBot.Engine.Tests.Postgres;

/// <summary>Two leads agree to a version of a playbook at the same moment, each at a host of their own, again and again.</summary>
public sealed class AgreeingAtOnceTests
{
    private const int Times = 6;

    [Fact]
    public async Task Of_two_who_agree_at_once_one_settles_it_and_nothing_is_said_twice()
    {
        await using var first = await Office.OpenAsync(File("Which site 0"));
        await using var second = await first.BesideAsync(File("Which site 0"));
        for (var time = 1; time <= Times; time++)
        {
            first.Time.Pass(TimeSpan.FromHours(1));
            second.Time.Pass(TimeSpan.FromHours(1));
            await first.ReloadAsync([.. OfficeFiles.All, File($"Which site {time}")]);
            await second.ReloadAsync([.. OfficeFiles.All, File($"Which site {time}")]);
            var asked = (await first.IntentsAsync()).Where(one => one.Kind == IntentKind.Playbook).DistinctBy(one => (one.Notice, one.Person)).TakeLast(2).ToList();
            Assert.Single(asked.Select(one => one.Words).Distinct());
            var agree = (await first.DrawnAsync(asked[0]))!.Parts.OfType<CardPart.Buttons>().Single().Of[0].Press;

            var said = await Task.WhenAll(
                Task.Run(async () => Said(await first.PressesAsync(Office.Ana, agree))), Task.Run(async () => Said(await second.PressesAsync(Office.Olu, agree))));

            // One of them was the last, and the other knew that somebody was missing.
            Assert.Single(said, one => one == "Noted: “Visit” is in force now. New handoffs begin with it.");
            Assert.Single(said, one => one.StartsWith("Noted. “Visit” is in force once ", StringComparison.Ordinal));
            await first.FollowAsync();
            await second.FollowAsync();
            foreach (var office in new[] { first, second })
                Assert.Contains($"Which site {time}", await LabelsAsync(office));
        }

        // Each version asked two leads, who agreed once each, came into force once, and was told of to whoever had not settled it.
        var told = (await first.RowsAsync(context => context.Timeline.Where(one => one.Kind.StartsWith("playbook")))).GroupBy(one => one.Kind).ToDictionary(one => one.Key, one => one.Count());
        Assert.Equal((2 * Times, Times), (told["playbook-agreed"], told["playbook-in-force"]));
        var intents = await first.IntentsAsync();
        Assert.Equal(2 * Times, intents.Where(one => one.Kind == IntentKind.Playbook).DistinctBy(one => (one.Notice, one.Person)).Count());
        Assert.Equal(2 * Times, intents.Count(one => one.Kind == IntentKind.Sentence && one.Text!.Contains("is in force as it was changed: ", StringComparison.Ordinal)));
        Assert.Equal(1, await VersionsInForceNowAsync(first));
    }

    /// <summary>Of all versions the last one is the one that holds.</summary>
    private static async Task<int> VersionsInForceNowAsync(Office office)
    {
        var versions = await office.RowsAsync(context => context.PlaybookVersions.Where(one => one.Key == "visit" && one.InForceSince != null));
        return versions.Count(one => one.InForceSince == versions.Max(other => other.InForceSince));
    }

    private static async Task<IEnumerable<string>> LabelsAsync(Office office) => Assert.IsType<Reply.OpenForm>(await office.TypesAsync(Office.Sam, "new visit")).Form
        .Parts.OfType<FormPart.ChecklistField>().Select(one => one.Field.Label);

    private static ConfigurationFile File(string label) => new(
        "visit.yml",
        $$"""
        playbook: visit
        name: Visit
        from: sales
        to: onboarding
        owner: root@acme.example
        agreed: true
        checklist:
          - step: The visit
            fields:
              - { id: client, label: Client, type: client, required: true }
              - { id: site, label: {{label}}, type: text }
        reject-reasons:
          - { id: not-ready, label: Not ready }
        """);
}
