namespace HandoffBot.Conformance;

/// <summary>What the edge draws, judged by Microsoft's own library.</summary>
[Trait("Stage", "Conformance")]
public sealed class The_MsTeams_edge
{
    [ConformanceFact]
    public async Task Draws_only_cards_that_the_official_library_understands_in_full()
    {
        var (code, output) = await NodeScript.RunAsync("adaptive-cards.js", new Dictionary<string, string>());

        Assert.True(code == 0, output);
    }
}
