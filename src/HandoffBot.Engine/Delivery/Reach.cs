namespace HandoffBot.Engine.Delivery;

/// <summary>
/// How many deliveries are taken before there is a place to send them. The more, the less a turn costs each of them; but what is taken is
/// drawn from a state that grows old, and promised to be sent before its lease ends. So it grows while they are sent at once, and shrinks
/// while they wait: hundreds where the platform answers in microseconds, few where it takes its time.
/// </summary>
internal sealed class Reach(int least, int most)
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(250);

    private readonly int _least = least;

    public int Ahead { get; private set; } = least;

    /// <summary>One turn's worth has been sent.</summary>
    /// <param name="count">How many.</param>
    /// <param name="waited">How long the one that waited longest had been taken when it had its place.</param>
    public void Sent(int count, TimeSpan waited)
    {
        if (waited > Long)
            Ahead = Math.Max(Ahead / 2, _least);
        else if (waited < Short && count >= Ahead / 4)
            Ahead = Math.Min(Ahead * 2, most);
    }
}
