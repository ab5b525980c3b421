using HandoffBot.Core.Chat;
using HandoffBot.Engine.Directory;

namespace HandoffBot.Engine.Tests.Directory;

/// <summary>When the platforms are asked again for what they did not tell.</summary>
public sealed class MeetingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task Who_is_added_to_a_team_asks_for_its_people_at_once()
    {
        await using var house = await AwayAsync();
        var tried = 0;
        house.Slack.Probe = channel =>
        {
            tried += channel.Channel == "C0SALES" ? 1 : 0;
            house.Slack.HidesProfiles = tried == 1;
            return null;
        };
        var meeting = house.Get<Meeting>().UntilMetAsync(null, default);

        await house.Get<IConversationBook>().RememberAsync(Met(ConversationKind.Channel), default);

        await meeting.WaitAsync(Patience);
        Assert.Equal(2, tried);
    }

    [Fact]
    public async Task Who_is_added_to_one_more_team_asks_for_its_people_though_all_was_asked_before()
    {
        await using var house = await House.OpenAsync();
        using var leaving = new CancellationTokenSource();
        var again = new TaskCompletionSource();
        await house.Get<Meeting>().UntilMetAsync(null, default).WaitAsync(Patience);
        var following = house.Get<Meeting>().FollowAsync(Task.CompletedTask, leaving.Token);
        house.Slack.Probe = _ =>
        {
            again.TrySetResult();
            return null;
        };

        await house.Get<IConversationBook>().RememberAsync(Met(ConversationKind.Channel), default);

        await again.Task.WaitAsync(Patience);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => following.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_chat_with_somebody_tells_of_nobody_else()
    {
        await using var house = await AwayAsync();
        using var leaving = new CancellationTokenSource();
        var meeting = house.Get<Meeting>().UntilMetAsync(null, leaving.Token);
        var next = house.Get<NewPlaces>().Next;

        await house.Get<IConversationBook>().RememberAsync(Met(ConversationKind.Personal), default);

        Assert.False(next.IsCompleted);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => meeting.WaitAsync(Patience));
    }

    [Fact]
    public async Task A_channel_that_was_known_is_not_news_until_it_is_reached_elsewhere()
    {
        await using var house = await House.OpenAsync();
        var book = house.Get<IConversationBook>();
        await book.RememberAsync(Met(ConversationKind.Channel), default);
        var next = house.Get<NewPlaces>().Next;

        await book.RememberAsync(Met(ConversationKind.Channel) with { Name = "Renamed" }, default);
        Assert.False(next.IsCompleted);

        await book.RememberAsync(Met(ConversationKind.Channel) with { Service = new("https://smba.trafficmanager.net/amer/") }, default);
        Assert.True(next.IsCompleted);
    }

    /// <summary>Some platforms tell of people only in channels that were tried.</summary>
    [Fact]
    public async Task Channels_are_tried_before_people_are_asked_for()
    {
        await using var house = await AwayAsync();
        house.Slack.Probe = _ =>
        {
            house.Slack.HidesProfiles = false;
            return null;
        };

        await house.Get<Meeting>().UntilMetAsync(null, default).WaitAsync(Patience);
    }

    /// <summary>Nobody's profile can be read, and by itself it is not soon asked again.</summary>
    private static async Task<House> AwayAsync()
    {
        var house = await House.OpenAsync();
        house.Slack.HidesProfiles = true;
        house.Get<Meeting>().FirstPause = TimeSpan.FromHours(1);
        return house;
    }

    private static MetConversation Met(ConversationKind kind) =>
        new(new(Platform.Slack, FakePlatform.Home, "19:new@thread.tacv2"), kind, new("https://smba.trafficmanager.net/emea/"), "28:bot");
}
