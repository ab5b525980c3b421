using NodaTime;

namespace HandoffBot.Core.Clients;

/// <summary>What somebody asks of a commitment.</summary>
public abstract record CommitmentCommand
{
    private CommitmentCommand()
    {
    }

    public sealed record Keep : CommitmentCommand;

    public sealed record Break(string Why) : CommitmentCommand;

    /// <summary>Promises it for another day.</summary>
    public sealed record Renegotiate(LocalDate Due, string Why) : CommitmentCommand;

    /// <summary>Proposes other words or another day to end a dispute; the sender's lead thereby decides it.</summary>
    public sealed record Settle(PromiseText Text) : CommitmentCommand;

    /// <summary>The team that was asked can do it by then.</summary>
    public sealed record SayYes : CommitmentCommand;

    /// <summary>It cannot.</summary>
    public sealed record SayNo(string Reason) : CommitmentCommand;

    /// <summary>It can, by another day.</summary>
    public sealed record SayWhen(LocalDate Due, string? Reason) : CommitmentCommand;

    /// <summary>Promises it for the day that the team named.</summary>
    public sealed record TakeUp : CommitmentCommand;

    /// <summary>Does not promise it.</summary>
    public sealed record Drop : CommitmentCommand;

    /// <summary>Agrees to what the other side has proposed.</summary>
    /// <param name="Proposal">The number of the proposal that was read.</param>
    public sealed record Agree(int Proposal) : CommitmentCommand;
}
