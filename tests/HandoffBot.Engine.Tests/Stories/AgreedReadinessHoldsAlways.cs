using HandoffBot.Core.Chat;
using static HandoffBot.Engine.Tests.Stories.AgreeingStory;

namespace HandoffBot.Engine.Tests.Stories;

/// <summary>A version of a playbook is in force only once the leads of both teams have agreed to it, whoever says and sends what in whatever order.</summary>
public sealed class AgreedReadinessHoldsAlways
{
    private const int Most = 12;
    private static readonly Lazy<Task<AgreeingStory[]>> Told = new(() => Task.WhenAll(Enumerable.Range(20261123, Most).Select(AgreeingStory.TellAsync)));

    [Fact]
    public async Task Every_brief_is_judged_by_the_version_to_which_both_leads_had_last_agreed_when_it_was_begun()
    {
        foreach (var brief in await BriefsAsync())
        {
            Assert.True(VersionOf(brief.Held.Version) == brief.Handoff.Playbook.Version, brief.Story);
            Assert.True(brief.Missing is [var label] && label == Label(brief.Held.Version), brief.Story);
            Assert.True(brief.WasSent, brief.Story);
        }
    }

    [Fact]
    public async Task Every_brief_names_that_version_and_who_agreed_to_it()
    {
        foreach (var brief in await BriefsAsync())
        {
            var named = brief.Brief.Parts.OfType<CardPart.Facts>().SelectMany(one => one.Of).SingleOrDefault(one => one.Label == "Playbook")?.Value.Plainly() ?? "";
            Assert.True(brief.Held.By.IsEmpty == (named.Length == 0) && brief.Held.By.IsEmpty == (brief.Handoff.Agreement is null), brief.Story);
            Assert.True(brief.Held.By.IsEmpty || named.EndsWith($"(version {VersionOf(brief.Held.Version)})", StringComparison.Ordinal), $"{named}\n{brief.Story}");
            Assert.True(brief.Held.By.All(one => named.Contains(one, StringComparison.OrdinalIgnoreCase)), $"{named}\n{brief.Story}");
        }
    }

    [Fact]
    public async Task Only_a_lead_of_its_teams_agrees_once_and_only_to_what_is_proposed()
    {
        foreach (var said in (await Told.Value).SelectMany(one => one.Yeses))
            Assert.True(said.Counts == said.Answer.StartsWith("Noted", StringComparison.Ordinal), $"{said.Counts}\n{said.Story}");
    }

    [Fact]
    public async Task The_stories_have_briefs_of_every_version_begun_before_and_after_an_agreement()
    {
        var briefs = await BriefsAsync();
        Assert.Equal(4, briefs.Select(one => one.Held.Version).Distinct().Count());
        Assert.Contains(briefs, one => one.Held.By.IsEmpty);
        Assert.Contains(briefs, one => one.Held.By.Contains("kim"));
        Assert.Contains((await Told.Value).SelectMany(one => one.Yeses), one => one.Answer.StartsWith("Only ", StringComparison.Ordinal));
    }

    private static async Task<IReadOnlyList<Briefed>> BriefsAsync() => [.. (await Told.Value).SelectMany(one => one.Briefs)];
}
