using StudyPortal.Core.Storage;

namespace StudyPortal.Core.Studies;

public readonly record struct QuestionId(Guid Value) : IEntityId<QuestionId>
{
    /// <summary>A random (version 4) id: it tells nothing about order or content.</summary>
    public static QuestionId New() => new(Guid.NewGuid());

    public static QuestionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}
