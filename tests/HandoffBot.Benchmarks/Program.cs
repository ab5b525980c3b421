using HandoffBot.Benchmarks;
using HandoffBot.Benchmarks.Running;

return args switch
{
    ["stand-in", var port] => await SlackApi.ServeAsync(int.Parse(port)),
    _ => await Session.RunAsync(args),
};
