using HandoffBot.MsTeams.Inbound;

namespace HandoffBot.MsTeams.Tests.Inbound;

/// <summary>What came a moment ago is known again.</summary>
public sealed class RecentTests
{
    [Fact]
    public async Task What_failed_at_first_is_remembered_no_shorter_than_the_rest()
    {
        var recent = new Recent();
        await recent.OnceAsync("first", () => Task.FromResult(Answer.TryAgain));
        await recent.OnceAsync("first", () => Task.FromResult(Answer.Empty));

        for (var other = 0; other < 1023; other++)
            await recent.OnceAsync($"{other}", () => Task.FromResult(Answer.Empty));

        Assert.Equal(Answer.Empty, await recent.OnceAsync("first", () => throw new InvalidOperationException("It is handled a second time.")));
    }
}
