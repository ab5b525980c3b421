using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>Who waits can be told to stop.</summary>
public sealed class WaitingMethods
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void An_async_method_takes_its_cancellation_token_last() => new Exemptions()
        .LeaveAlone("HandoffBot.Engine.Desks", "what a person asked for is carried out and answered, whoever hangs up meanwhile")
        .LeaveAlone("HandoffBot.Engine.Conversations", "an interaction is answered from the desk, which carries out what was asked whoever hangs up")
        .LeaveAlone("HandoffBot.Slack.Inbound", "Slack hangs up after three seconds, and what was begun is carried out all the same")
        .LeaveAlone("HandoffBot.MsTeams.Inbound", "Microsoft Teams asks again after fifteen seconds, and what was begun is carried out all the same")
        .LeaveAlone("HandoffBot.Playground.Calls.SocketConnection", "it ends with the connection, whose token it was made with")
        .Allow("HandoffBot.Slack.Socket.Envelopes.AnswerAsync", "what came by socket is carried out as what came by HTTP")
        .Allow("HandoffBot.Slack.Socket.SocketConnection.CloseAsync", "is the stop itself, and bounds how long it waits")
        .Allow("HandoffBot.Host.Bot.RunAsync", "is the program itself, which Ctrl+C stops")
        .Allow("HandoffBot.Host.Bot.MigrateAsync", "is the program itself, which Ctrl+C stops")
        .Allow("HandoffBot.Host.Bot.WithAsync", "is the program itself, which Ctrl+C stops")
        .Allow("HandoffBot.Engine.Delivery.Marking.MarkAsync", "what was sent is remembered, whoever stops the host meanwhile")
        .Judge("a method that waits takes a CancellationToken, last", Waiting().Where(method => !CanBeStopped(method)).Select(Name));

    [Fact]
    public void Nobody_waits_without_a_task() => new Exemptions()
        .Judge(
            "async void loses its exceptions",
            House.Types.SelectMany(type => type.GetMethods(Declared))
                .Where(method => method.ReturnType == typeof(void) && method.IsDefined(typeof(System.Runtime.CompilerServices.AsyncStateMachineAttribute)))
                .Select(Name));

    /// <summary>What is private is seen whole where it is used.</summary>
    private static IEnumerable<MethodInfo> Waiting() => House.Types.Where(type => !type.IsAssignableTo(typeof(Delegate))).SelectMany(type => type.GetMethods(Declared))
        .Where(method => !method.IsPrivate && !method.Name.Contains('<', StringComparison.Ordinal) && IsTask(method.ReturnType) && !IsForeign(method));

    /// <summary>
    /// A request carries its own token, a getter's task was started elsewhere, and only <c>params</c> may come after the token. What is
    /// handed a context, or is one, works in a transaction, which is ended by the seam and not by whoever waits for it.
    /// </summary>
    private static bool CanBeStopped(MethodInfo method)
    {
        var parameters = method.GetParameters().Where(one => !IsParams(one)).ToArray();
        return method.IsSpecialName
            || method.DeclaringType!.IsAssignableTo(typeof(DbContext))
            || Array.Exists(parameters, one => one.ParameterType == typeof(HttpContext) || one.ParameterType.IsAssignableTo(typeof(DbContext)))
            || (parameters.Length > 0 && parameters[^1].ParameterType == typeof(CancellationToken));
    }

    private static bool IsParams(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(System.Runtime.CompilerServices.ParamCollectionAttribute));

    private static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    /// <summary>Its shape was decided elsewhere: by an interface or a base class, the framework's or one that is judged itself.</summary>
    private static bool IsForeign(MethodInfo method)
    {
        var type = method.DeclaringType!;
        return method.GetBaseDefinition() != method
            || (!type.IsInterface && !type.IsGenericTypeDefinition && type.GetInterfaces().Any(one => type.GetInterfaceMap(one).TargetMethods.Contains(method)));
    }

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.FullName}.{method.Name}";
}
