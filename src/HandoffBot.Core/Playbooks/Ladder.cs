using NodaTime;

namespace HandoffBot.Core.Playbooks;

/// <summary>How long a clock runs, which ladder it climbs, and, where the playbook says so, by which calendar.</summary>
/// <param name="Ladder">Name of a ladder of the organization.</param>
/// <param name="Calendar">Name of a calendar; none means that of the team whose turn it is.</param>
public sealed record ClockPolicy(Within Within, string Ladder, string? Calendar);

/// <summary>A clock's budget.</summary>
public abstract record Within
{
    private Within()
    {
    }

    /// <summary>Elapsed time, whatever the hour.</summary>
    public sealed record Wall(Duration Length) : Within;

    /// <summary>Working time.</summary>
    public sealed record BusinessHours(Duration Length) : Within;

    /// <summary>Ends at the same local time on the nth following working day.</summary>
    public sealed record BusinessDays(int Days) : Within;
}

/// <summary>The steps that a clock takes as it runs out.</summary>
public sealed record Ladder(string Name, IReadOnlyList<LadderStep> Steps)
{
    /// <summary>No steps: a miss is recorded and nobody is pinged.</summary>
    public static readonly Ladder Silent = new("", []);
}

/// <summary>Whom a clock pings when, and how often again.</summary>
/// <param name="Urgent">Does not wait for a person's hours.</param>
/// <param name="AckLasts">How long an acknowledgement holds back later steps.</param>
public sealed record LadderStep(StepAt At, IReadOnlyList<Target> Notify, Repeat? Repeat, bool Urgent, Duration? AckLasts);

/// <summary>When a step falls due, in the clock's own time.</summary>
public abstract record StepAt
{
    private StepAt()
    {
    }

    /// <param name="Percent">Of the budget used; 100 is the due time, more lies after it.</param>
    public sealed record Share(decimal Percent) : StepAt;

    /// <param name="FromDue">Negative before the due time.</param>
    public sealed record Offset(Duration FromDue) : StepAt;
}

/// <summary>Pings again, counted from the step's due instant; <paramref name="Times"/> excludes the first.</summary>
public sealed record Repeat(Within Every, int Times);

/// <summary>Whom a step pings.</summary>
public abstract record Target
{
    private Target()
    {
    }

    /// <summary>Whoever must move now.</summary>
    public sealed record Holder : Target;

    /// <summary>The client's owner.</summary>
    public sealed record Owner : Target;

    public sealed record Sender : Target;

    /// <summary>Whoever is proposed or accepted.</summary>
    public sealed record Receiver : Target;

    /// <summary>The channel of the team that must move.</summary>
    public sealed record Channel : Target;

    /// <summary>The lead of the team that must move.</summary>
    public sealed record Lead : Target;

    /// <summary>The lead's lead.</summary>
    public sealed record Manager : Target;

    public sealed record Email(string Address) : Target;

    public sealed record SlackChannel(string Id) : Target;

    public sealed record MsTeamsChannel(string Id) : Target;

    public sealed record ToWebhook(string Name) : Target;
}
