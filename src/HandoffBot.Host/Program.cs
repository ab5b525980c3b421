using HandoffBot.Host;

return args switch
{
    ["check", var folder] => CheckCommand.Run(folder, Console.Out),
    ["check"] => CheckCommand.Run(HostFolders.Playbooks, Console.Out),
    ["migrate", ..] => await Bot.MigrateAsync(args[1..]),
    ["deliveries", .. var words] => await DeliveriesCommand.RunAsync(words, Console.Out, Console.Error, CancellationToken.None),
    ["msteams-package", .. var words] => MsTeamsPackageCommand.Run(words, Console.Out, Console.Error),
    ["help"] or ["--help"] or ["-h"] => Usage.Print(Console.Out),
    [var word, ..] when !word.StartsWith('-') => Usage.Unknown(word, Console.Error),
    _ => await Bot.RunAsync(args),
};
