using HandoffBot.Engine.Delivery;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

/// <summary>Each platform is sent to as fast as it takes it, and no faster.</summary>
public sealed class PaceTests
{
    private static readonly Instant Start = Instant.FromUtc(2026, 11, 23, 9, 0);
    private readonly Pace _pace = new();

    [Fact]
    public void A_channel_of_Slack_takes_three_at_once_and_then_one_a_second()
    {
        Assert.Equal([0, 0, 0, 1000], Waits("slack/T1/C1", 4));
        Assert.Equal(Duration.Zero, _pace.Take("slack/T1/C2", Start));
        Assert.Equal(Duration.Zero, _pace.Take("slack/T1/C1", Start + Duration.FromSeconds(1)));
    }

    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 8)]
    [InlineData(30, 60)]
    [InlineData(3600, 1800)]
    public void No_conversation_of_Microsoft_Teams_is_sent_more_than_its_limits_whenever_one_begins_to_count(int seconds, int most)
    {
        var sent = SentFor(Duration.FromHours(3), "msteams/t1/19:onb@thread.tacv2");

        Assert.True(sent.Count > 3600, $"{sent.Count} in three hours is slower than the platform");
        var first = 0;
        for (var last = 0; last < sent.Count; last++)
        {
            while (sent[last] - sent[first] > Duration.FromSeconds(seconds))
                first++;
            Assert.InRange(last - first + 1, 1, most);
        }
    }

    [Fact]
    public void A_tenant_takes_fifty_a_second_of_all_conversations_together_and_another_tenant_its_own()
    {
        var sent = 0;
        for (var at = Start; at <= Start + Duration.FromSeconds(1); at += Duration.FromMilliseconds(5))
        {
            while (_pace.Take($"msteams/t1/@person-{sent}", at) == Duration.Zero)
                sent++;
        }

        Assert.InRange(sent, 40, 50);
        Assert.Equal(Duration.Zero, _pace.Take("msteams/t2/@somebody", Start));
    }

    [Fact]
    public void A_platform_that_is_played_takes_as_much_as_the_test_says()
    {
        _pace.Refill = Duration.FromMilliseconds(10);

        Assert.Equal([0, 0, 0, 10], Waits("msteams/t1/19:onb@thread.tacv2", 4));
        Assert.Equal([0, 0, 0, 10], Waits("slack/T1/C1", 4));
    }

    [Fact]
    public void A_webhook_is_called_as_often_as_a_channel_is_written_to() => Assert.Equal([0, 0, 0, 1000], Waits("webhook/pager", 4));

    private long[] Waits(string lane, int count) => [.. Enumerable.Range(0, count).Select(_ => (long)_pace.Take(lane, Start).TotalMilliseconds)];

    /// <summary>When one is sent at each instant at which one may be.</summary>
    private List<Instant> SentFor(Duration length, string lane)
    {
        var sent = new List<Instant>();
        for (var at = Start; at < Start + length;)
        {
            var wait = _pace.Take(lane, at);
            if (wait == Duration.Zero)
                sent.Add(at);
            at += wait;
        }

        return sent;
    }
}
