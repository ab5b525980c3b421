using System.Reflection;
using System.Reflection.Emit;

namespace HandoffBot.Host.Tests.Architecture;

/// <summary>What a type's code touches: members called, types of fields, parameters and locals, attributes left aside.</summary>
internal static class Uses
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value);

    /// <summary>Full names of types, and of members as <c>Namespace.Type.Member</c>.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        var methods = type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared)).ToList();
        return Ancestors(type)
            .Concat(type.GetFields(Declared).Select(field => field.FieldType))
            .Concat(methods.SelectMany(Signature))
            .SelectMany(Spelled)
            .Concat(methods.SelectMany(Body))
            .Distinct();
    }

    private static IEnumerable<Type> Ancestors(Type type) => type.GetInterfaces().Concat(type.BaseType is { } parent ? [parent] : []);

    private static IEnumerable<Type> Signature(MethodBase method) => method.GetParameters().Select(parameter => parameter.ParameterType)
        .Concat(method is MethodInfo { ReturnType: { } returned } ? [returned] : [])
        .Concat(method.GetMethodBody()?.LocalVariables.Select(local => local.LocalType) ?? []);

    /// <summary>A constructed type is its definition and its arguments.</summary>
    private static IEnumerable<string> Spelled(Type type)
    {
        if (type.HasElementType)
            return Spelled(type.GetElementType()!);

        var own = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return (own.FullName is { } name ? [name] : Array.Empty<string>()).Concat(type.GenericTypeArguments.SelectMany(Spelled));
    }

    private static IEnumerable<string> Body(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code)
            yield break;

        for (var at = 0; at < code.Length;)
        {
            var op = Codes[code[at] == 0xFE ? (short)((0xFE << 8) | code[at + 1]) : code[at]];
            at += op.Size;
            if (op.OperandType is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType)
            {
                foreach (var name in Resolved(method, BitConverter.ToInt32(code, at)))
                    yield return name;
            }

            at += OperandSize(op, code, at);
        }
    }

    private static IEnumerable<string> Resolved(MethodBase method, int token)
    {
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var member = method.Module.ResolveMember(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
        var declaring = member as Type ?? member?.DeclaringType;
        if (declaring is null)
            return [];

        var arguments = member is MethodInfo { IsGenericMethod: true } called ? called.GetGenericArguments().SelectMany(Spelled) : [];
        return Spelled(declaring).Concat(arguments).Append($"{declaring.FullName}.{member!.Name}");
    }

    private static int OperandSize(OpCode op, byte[] code, int at) => op.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
        _ => 4,
    };
}
