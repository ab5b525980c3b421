using System.Collections.Immutable;
using HandoffBot.Core.Clients;
using HandoffBot.Core.Playbooks;

namespace HandoffBot.Core.Handoffs;

/// <summary>What somebody asks of a handoff.</summary>
public abstract record HandoffCommand
{
    private HandoffCommand()
    {
    }

    /// <summary>Keeps what was typed; null takes an answer away. In a draft or a rejected handoff.</summary>
    public sealed record Save(int Round, ImmutableDictionary<string, Answer?> Changes, int Step) : HandoffCommand;

    /// <summary>Sends what is ready; from Rejected it is a resubmit. <paramref name="Round"/> is the round that the form was drawn in.</summary>
    public sealed record Submit(int Round) : HandoffCommand;

    /// <summary>Throws a draft or a rejected handoff away.</summary>
    public sealed record Discard(int Round) : HandoffCommand;

    /// <summary>Takes a waiting handoff back into the draft.</summary>
    public sealed record Withdraw(int Round) : HandoffCommand;

    /// <summary>Changes answers while the receiver reads.</summary>
    public sealed record Correct(int Round, ImmutableDictionary<string, Answer?> Changes) : HandoffCommand;

    /// <summary>Adds a promise to the client, or words one anew. In a draft, a rejected handoff, or while the receiver reads.</summary>
    /// <param name="Id">Drawn when its form was opened, so that the form sent twice adds one.</param>
    public sealed record Promise(int Round, CommitmentId Id, PromiseText Text) : HandoffCommand;

    /// <summary>Adds something that is to be done next. In a draft or a rejected handoff.</summary>
    public sealed record Plan(int Round, NextAction Action) : HandoffCommand;

    /// <summary>Takes it off again.</summary>
    public sealed record Unplan(int Round, Guid Id) : HandoffCommand;

    /// <summary>It was done, once the client was taken over.</summary>
    public sealed record Finish(int Round, Guid Id) : HandoffCommand;

    /// <summary>Keeps a message of the chat with it, whatever state it is in. Who added it and when is the decision's to say.</summary>
    public sealed record AddEvidence(Evidence Evidence) : HandoffCommand;

    /// <summary>Takes a message back that was added.</summary>
    public sealed record RemoveEvidence(Guid Id) : HandoffCommand;

    /// <summary>Asks to leave a required field open, or asks otherwise. In a draft, a rejected handoff, or while the receiver reads.</summary>
    public sealed record AskException(int Round, string Field, string Reason, NodaTime.LocalDate Until) : HandoffCommand;

    /// <summary>Asks for it no more. In a draft or a rejected handoff.</summary>
    public sealed record TakeBackException(int Round, string Field) : HandoffCommand;

    /// <summary>Answers what an approved exception left open, once the client was taken over.</summary>
    /// <param name="Exception">Its number.</param>
    public sealed record FillIn(int Round, int Exception, ImmutableDictionary<string, Answer?> Changes) : HandoffCommand;

    /// <summary>Takes a promise off what is handed over.</summary>
    public sealed record Unpromise(int Round, CommitmentId Id) : HandoffCommand;

    /// <summary>Takes the client over on behalf of the receiving team.</summary>
    /// <param name="Criteria">The ticked ones, by their place in the playbook, from 0.</param>
    public sealed record Accept(int Round, int Revision, ImmutableHashSet<int> Criteria, PersonId Owner, string? ReadBack) : HandoffCommand
    {
        /// <summary>What is said to each promise: it is taken on, or disputed with a reason.</summary>
        public ImmutableArray<CommitmentReply> Replies { get; init; } = [];
    }

    public sealed record Reject(int Round, int Revision, ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note) : HandoffCommand;

    /// <summary>Asks the sending team, in addition to what is open already.</summary>
    /// <param name="Questions">In the order of the form; one of which nothing is said is left out.</param>
    public sealed record Ask(int Round, int Revision, ImmutableArray<NewQuestion> Questions) : HandoffCommand;

    /// <summary>Answers some or all of the open questions.</summary>
    /// <param name="Replies">By the number of the question; an empty one is left for later.</param>
    /// <param name="Changes">Answers that the questions are about; null takes one away.</param>
    public sealed record AnswerQuestions(
        int Round, int Revision, ImmutableDictionary<int, string> Replies, ImmutableDictionary<string, Answer?> Changes) : HandoffCommand;

    /// <summary>The work has begun, which completes the handoff.</summary>
    public sealed record KickOff(int Round) : HandoffCommand;

    /// <summary>Takes an acceptance or a rejection back: the same person, within five minutes, if nothing followed.</summary>
    public sealed record Undo(int Round) : HandoffCommand;

    /// <summary>Makes one the holder of the acceptance clock.</summary>
    public sealed record Claim(int Round) : HandoffCommand;

    /// <summary>Gives one's claim up: the proposed owner is the holder again.</summary>
    public sealed record Release(int Round) : HandoffCommand;

    /// <summary>Gives a waiting handoff to a member of the receiving team, who then is the proposed owner and the holder.</summary>
    public sealed record Reassign(int Round, PersonId To) : HandoffCommand;

    /// <summary>Makes another member of the sending team the sender.</summary>
    public sealed record ChangeSender(int Round, PersonId To) : HandoffCommand;

    /// <summary>Gives a waiting handoff to another team, in the same round.</summary>
    /// <param name="From">Key of the team that it was with when the form was drawn: of two at once one wins.</param>
    public sealed record ReRoute(int Round, string From, string To, string? Reason) : HandoffCommand;

    /// <summary>Gives an accepted handoff back to its sender, who must mend it.</summary>
    public sealed record SendBack(int Round, ImmutableArray<string> Reasons, ImmutableArray<string> Fields, string? Note) : HandoffCommand;

    /// <summary>The work has not begun after all, or has to begin again.</summary>
    public sealed record Reopen(int Round) : HandoffCommand;
}
