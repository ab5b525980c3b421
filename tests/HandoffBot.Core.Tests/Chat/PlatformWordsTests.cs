using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Tests.Chat;

public sealed class PlatformWordsTests
{
    [Theory]
    [InlineData(Platform.Slack, "Slack", "workspace")]
    [InlineData(Platform.MsTeams, "Microsoft Teams", "tenant")]
    public void A_platform_is_named_in_full(Platform platform, string words, string workspace) =>
        Assert.Equal((words, workspace), (platform.InWords(), platform.WorkspaceInWords()));

    [Fact]
    public void Every_platform_has_a_name()
    {
        Assert.All(Enum.GetValues<Platform>(), platform => Assert.NotEmpty(platform.InWords()));
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Platform)(-1)).InWords());
    }
}
