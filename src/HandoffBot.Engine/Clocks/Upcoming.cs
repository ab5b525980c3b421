using System.Globalization;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Clocks;
using HandoffBot.Core.Handoffs;
using HandoffBot.Core.Playbooks;
using HandoffBot.Engine.Directory;
using HandoffBot.Engine.Storage;
using HandoffBot.Engine.Storage.Rows;
using NodaTime;

namespace HandoffBot.Engine.Clocks;

/// <summary>Words for what a clock does next.</summary>
internal sealed class Upcoming(Rulebook rulebook, Matters matters)
{
    public async Task<string> SayAsync(EngineContext context, ClockRow row)
    {
        using var held = rulebook.Hold();
        var matter = await matters.OfAsync(context, row);
        var subject = matter.Handoff is { } handoff
            ? $"{handoff.Reference} {handoff.Called.ReplaceLineEndings(" ")}: {(matter.Exception is { } exception ? $"{Excepted.Labelled(handoff, exception.Field)} to be filled in" : Awaited(row.Kind, handoff))}"
            : $"{matter.Client!.Called.ReplaceLineEndings(" ")}: {(matter.Commitment is { } promise ? $"the promise “{promise.Text.What.ReplaceLineEndings(" ")}”" : "a sign of life")}";
        if (matter.Spec is not { } spec)
            return subject;

        var standing = ClockStanding.Of(matter, spec, row);
        return Falling.NextBeat(standing.Laid, standing.Progress) is { } beat ? subject + When(beat, standing.Ladder) : subject;
    }

    private string Awaited(ClockKind kind, Handoff handoff) => kind switch
    {
        ClockKind.Acceptance => $"{rulebook.Organization.TeamName(handoff.ReceivingTeam)}'s answer",
        ClockKind.Clarification => $"{rulebook.Organization.TeamName(handoff.SendingTeam)}'s answer to a question",
        ClockKind.Rework => "the rework",
        ClockKind.Kickoff => "the kick-off",
        ClockKind.Handover => handoff.Owed is null ? "the brief" : "the handoff that is owed",
        _ => "the draft",
    };

    private static string When(Beat beat, Ladder ladder)
    {
        if (beat.IsMiss)
            return " falls due";

        var again = beat.Repeat > 0 ? ", again" : "";
        return ladder.Steps[beat.Step].At switch
        {
            StepAt.Share share => string.Create(CultureInfo.InvariantCulture, $", {share.Percent:0.##} %{again}"),
            StepAt.Offset { FromDue: var offset } when offset < Duration.Zero => $", {Length(-offset)} before it falls due{again}",
            StepAt.Offset { FromDue: var offset } => $", {Length(offset)} after it fell due{again}",
            _ => again,
        };
    }

    private static string Length(Duration length)
    {
        var hours = (int)length.TotalHours;
        return (hours, length.Minutes) switch
        {
            (0, var minutes) => $"{minutes} min",
            (_, 0) => $"{hours} h",
            (_, var minutes) => $"{hours} h {minutes} min",
        };
    }
}
