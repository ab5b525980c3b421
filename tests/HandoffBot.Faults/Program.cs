using HandoffBot.Faults;

if (Plan.Read(args) is not { } plan)
{
    await Console.Error.WriteLineAsync(Plan.Usage);
    return 2;
}

return await Play.RunAsync(plan, Console.Out) ? 0 : 1;
