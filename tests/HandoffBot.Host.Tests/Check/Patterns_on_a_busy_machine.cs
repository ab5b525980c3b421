using HandoffBot.Core.Playbooks;

namespace HandoffBot.Host.Tests.Check;

/// <summary>A pattern has little time, which a busy machine may take away; what somebody typed is not wrong for that.</summary>
public sealed class Patterns_on_a_busy_machine
{
    // What it costs is far above the shortest span, on whatever machine.
    private const string Pattern = "(a|b)*a(a|b){200}";
    private static readonly string Text = new('a', 3000);
    private static readonly TimeSpan Short = TimeSpan.FromTicks(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);

    [Fact]
    public void What_ran_out_of_time_is_judged_once_more_with_more_of_it()
    {
        Assert.True(TextPattern.Fits(Pattern, Text, Short, Long));
        Assert.False(TextPattern.Fits(Pattern, Text + "c", Short, Long));
    }

    [Fact]
    public void What_never_has_enough_of_it_does_not_fit() => Assert.False(TextPattern.Fits(Pattern, Text, Short, Short));
}
