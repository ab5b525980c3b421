using System.Collections.Immutable;
using HandoffBot.Core.Chat;
using HandoffBot.Core.Chat.Cards;
using HandoffBot.Core.Handoffs;
using HandoffBot.Engine.Directory;

namespace HandoffBot.Engine.Conversations;

/// <summary>A lead says yes to a version of a playbook, or what is wrong with it.</summary>
internal sealed class AgreeFlow(Agreeing agreeing)
{
    public async Task<Response> AgreeAsync(Caller caller, Press press) => AgreementCards.Read(press.Text) is var (key, version)
        ? await agreeing.AgreeAsync(key, version, caller.Actor.Person, CancellationToken.None) switch
        {
            AgreeAnswer.Agreed { Awaited.IsEmpty: true } agreed => new Response.Says($"Noted: “{agreed.Playbook.Name}” is in force now. New handoffs begin with it."),
            AgreeAnswer.Agreed agreed => new Response.Says($"Noted. “{agreed.Playbook.Name}” is in force once {string.Join(" and ", agreed.Awaited)} agreed as well."),
            var other => Said(other),
        }
        : Said(new AgreeAnswer.Over(IsInForce: false));

    public async Task<Response> OpenNotYetAsync(Caller caller, Press press) => AgreementCards.Read(press.Text) is var (key, version)
        ? await agreeing.NotYetAsync(key, version, caller.Actor.Person, why: null, CancellationToken.None) switch
        {
            AgreeAnswer.Noted may => new Response.Screen(AgreementCards.NotYet(may.Playbook.Name, press.Text!)),
            var other => Said(other),
        }
        : Said(new AgreeAnswer.Over(IsInForce: false));

    public async Task<Response> NotYetAsync(Caller caller, FormToken token, ImmutableDictionary<string, Input> inputs)
    {
        if (AgreementCards.Read(token.Text) is not var (key, version))
            return Said(new AgreeAnswer.Over(IsInForce: false));

        var why = (inputs.GetValueOrDefault(AgreementCards.Why) as Input.Typed)?.Text ?? "";
        return await agreeing.NotYetAsync(key, version, caller.Actor.Person, why, CancellationToken.None) switch
        {
            AgreeAnswer.Noted => new Response.Says("Noted: the playbook's owner and the other leads are told. Until all have agreed, new handoffs begin with what was agreed last."),
            AgreeAnswer.Refused { Refusal: Refusal.Unexplained or Refusal.TooLong } refused => Beside(key, token, inputs, refused.Refusal.Says.Plainly()),
            var other => Said(other),
        };
    }

    private static Response.Errors Beside(string key, FormToken token, ImmutableDictionary<string, Input> inputs, string error) => new(
        ImmutableDictionary<string, string>.Empty.Add(AgreementCards.Why, error), AgreementCards.NotYet(key, token.Text!, inputs, error, token.Drawing + 1));

    private static Response.Says Said(AgreeAnswer answer) => new(answer switch
    {
        AgreeAnswer.Refused refused => refused.Refusal.Says,
        AgreeAnswer.Over { IsInForce: true } => "It is in force already.",
        _ => "This version is not proposed any more: the file has changed since.",
    });
}
