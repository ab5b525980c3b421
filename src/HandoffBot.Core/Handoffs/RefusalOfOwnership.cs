using System.Collections.Immutable;
using HandoffBot.Core.Chat;

namespace HandoffBot.Core.Handoffs;

/// <summary>Why a client does not get another owner.</summary>
public abstract partial record Refusal
{
    public sealed record OwnsAlready(string Client, string Name) : Refusal
    {
        public override Phrase Says => $"{Name} owns {Client} already.";
    }

    /// <summary>Somebody was faster: the form was drawn while the client was another's.</summary>
    public sealed record GivenMeanwhile(string Client, string Owner) : Refusal
    {
        public override Phrase Says => $"{Client} has been given to {Owner} meanwhile, so nothing was changed.";
    }

    /// <param name="Awaited">Who has still to agree.</param>
    public sealed record AgreedAlready(string Playbook, ImmutableArray<string> Awaited) : Refusal
    {
        public override Phrase Says => $"You have agreed to “{Playbook}” already. It waits for {Listing.And(Awaited)}.";

        public bool Equals(AgreedAlready? other) => other is not null && Playbook == other.Playbook && Awaited.SequenceEqual(other.Awaited);

        public override int GetHashCode() => Playbook.GetHashCode(StringComparison.Ordinal);
    }

    public sealed record CannotBeOwner(string Name) : Refusal
    {
        public override Phrase Says => $"{Name} cannot be reached now. Name somebody who can.";
    }

    /// <summary>There is a playbook for it: the owner hands the client over, so that nothing is lost.</summary>
    /// <param name="Playbook">The playbook's name.</param>
    /// <param name="Key">The playbook's key.</param>
    public sealed record HandsOver(string Client, string Name, string Playbook, string Key) : Refusal
    {
        public override Phrase Says =>
            $"So that nothing is lost, {Client} goes to {Name} by a handoff: “{Playbook}”. Your lead or an admin can also transfer it at once.";
    }
}
