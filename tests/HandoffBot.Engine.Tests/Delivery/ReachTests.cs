using HandoffBot.Engine.Delivery;

namespace HandoffBot.Engine.Tests.Delivery;

public sealed class ReachTests
{
    private readonly Reach _reach = new(least: 48, most: 300);

    [Fact]
    public void As_long_as_everything_is_sent_at_once_more_is_taken_ahead_up_to_a_limit()
    {
        var seen = new List<int>();
        for (var turn = 0; turn < 4; turn++)
        {
            _reach.Sent(_reach.Ahead / 2, TimeSpan.FromMilliseconds(5));
            seen.Add(_reach.Ahead);
        }

        Assert.Equal([96, 192, 300, 300], seen);
    }

    [Fact]
    public void Where_what_was_taken_waits_less_is_taken_down_to_what_keeps_every_place_busy()
    {
        Grow();
        for (var turn = 0; turn < 4; turn++)
            _reach.Sent(16, TimeSpan.FromSeconds(1));

        Assert.Equal(48, _reach.Ahead);
    }

    [Fact]
    public void A_turn_with_little_to_do_changes_nothing()
    {
        _reach.Sent(1, TimeSpan.Zero);
        Assert.Equal(48, _reach.Ahead);

        Grow();
        _reach.Sent(300, TimeSpan.FromMilliseconds(200));
        Assert.Equal(300, _reach.Ahead);
    }

    private void Grow()
    {
        for (var turn = 0; turn < 4; turn++)
            _reach.Sent(_reach.Ahead, TimeSpan.Zero);
    }
}
