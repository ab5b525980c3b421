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

    /// <summary>Agrees to what the other side has proposed.</summary>
    /// <param name="Proposal">The number of the proposal that was read.</param>
    public sealed record Agree(int Proposal) : CommitmentCommand;
}
