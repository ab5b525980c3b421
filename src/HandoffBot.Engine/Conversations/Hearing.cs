namespace HandoffBot.Engine.Conversations;

/// <summary>Words, wherever they were said: each has its flow.</summary>
internal sealed class Hearing(
    NewFlow news, ListFlow lists, ShowFlow show, ClientPromiseFlow promises, TransferFlow transfer, HelpFlow help, TeamFlow team, AwayFlow away, HoursFlow hours,
    HomeFlow home, SetupFlow setup)
{
    public Task<Response> HearAsync(Caller caller, string words, CancellationToken cancellationToken) => Understanding.Of(words) switch
    {
        Said.New said => news.SaidAsync(caller, said.Rest, cancellationToken),
        Said.Home => home.SaidAsync(caller),
        Said.Listed list => lists.ShowAsync(caller, list.Kind, list.Page),
        Said.Promise promise => promises.SaidAsync(caller, promise.Name, cancellationToken),
        Said.Own own => transfer.SaidAsync(caller, own.Rest, cancellationToken),
        Said.Show one => show.SaidAsync(caller, one, cancellationToken),
        Said.Team said => team.SaidAsync(caller, said.Rest),
        Said.Away said => away.SaidAsync(caller, said.Rest, cancellationToken),
        Said.Back => away.BackAsync(caller, cancellationToken),
        Said.Hours said => hours.SaidAsync(caller, said.Rest, cancellationToken),
        Said.SetUp said => setup.SaidAsync(caller, said.Rest, cancellationToken),
        Said.Unknown unknown => Task.FromResult(help.Unknown(caller.Actor, unknown)),
        _ => Task.FromResult(help.Help(caller.Actor)),
    };
}
