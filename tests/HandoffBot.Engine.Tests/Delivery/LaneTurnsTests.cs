using HandoffBot.Engine.Delivery;
using HandoffBot.Engine.Storage;
using NodaTime;

namespace HandoffBot.Engine.Tests.Delivery;

public sealed class LaneTurnsTests
{
    private static readonly Instant Now = ManualTime.Start;

    [Fact]
    public void A_lane_that_pauses_is_looked_at_when_its_pause_is_over()
    {
        var lanes = new LaneTurns();
        lanes.LookAt("one", Now + Duration.FromSeconds(1));
        lanes.Look("one");
        Assert.True(lanes.Pauses("one"));
        Assert.Null(lanes.Next());

        lanes.Ripen(Now + Duration.FromSeconds(1));

        Assert.False(lanes.Pauses("one"));
        Assert.Equal("one", lanes.Next());
        Assert.Equal(Instant.MaxValue, lanes.Ripe);
    }

    [Fact]
    public void A_sweep_looks_at_what_pauses_and_ends_the_pause()
    {
        var lanes = new LaneTurns();
        lanes.LookAt("one", Now + Duration.FromSeconds(1));

        lanes.LookAnyway("one");

        Assert.Equal("one", lanes.Next());
        Assert.False(lanes.Pauses("one"));
    }

    [Fact]
    public async Task The_worker_is_not_woken_for_lanes_that_pause_alone()
    {
        var lanes = new LaneTurns();
        var wake = new Wake { Pauses = lanes.Pauses };
        lanes.LookAt("pausing", Now);

        wake.Deliveries(["pausing"]);
        Assert.Empty(wake.TakeLanes());

        wake.Deliveries(["pausing", "free"]);
        await wake.ForDeliveriesAsync(TimeSpan.FromMinutes(1), TimeProvider.System, default);
        Assert.Equal(["free", "pausing"], wake.TakeLanes().Order(StringComparer.Ordinal));
    }
}
