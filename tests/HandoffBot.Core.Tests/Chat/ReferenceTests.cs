using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Tests.Chat;

public sealed class ReferenceTests
{
    [Theory]
    [InlineData(Platform.MsTeams, "19:onb@thread.tacv2;messageid=1763892000001", "19:onb@thread.tacv2")]
    [InlineData(Platform.MsTeams, "19:onb@thread.tacv2", "19:onb@thread.tacv2")]
    [InlineData(Platform.MsTeams, "a:kim", "a:kim")]
    [InlineData(Platform.Slack, "C0ONB", "C0ONB")]
    public void A_message_stands_in_a_channel_whatever_its_thread_is_called(Platform platform, string conversation, string channel) =>
        Assert.Equal(new ChannelRef(platform, "W", channel), new CardRef(platform, "W", conversation, "1").Where);
}
