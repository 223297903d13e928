using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using StudyPortal.Core.Studies;

namespace StudyPortal.Web.Features.Studies;

/// <summary>The instrument of a study while it is being written.</summary>
public sealed partial class QuestionsEditor : IDisposable
{
    private const long LargestExample = 20 << 20;
    private readonly CancellationTokenSource _leaving = new();

    [Parameter, EditorRequired] public required List<QuestionEdit> Questions { get; set; }

    [Inject] public required StoreExample StoreExample { get; set; }

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }

    private static string Words(QuestionKind kind) => kind switch
    {
        QuestionKind.Scale => "One score of a scale",
        QuestionKind.Choice => "One of several answers",
        QuestionKind.Choices => "Any of several answers",
        QuestionKind.YesNo => "Yes or no",
        QuestionKind.Number => "A number",
        QuestionKind.Text => "Free text",
        _ => "Marks on the image",
    };

    private void Move(int index, int by)
    {
        var moved = Questions[index];
        Questions.RemoveAt(index);
        Questions.Insert(index + by, moved);
    }

    private async Task StoreExampleAsync(PointEdit point, InputFileChangeEventArgs chosen)
    {
        try
        {
            await using var content = chosen.File.OpenReadStream(LargestExample, _leaving.Token);
            var (example, refusal) = await StoreExample.ExecuteAsync(content, _leaving.Token);
            (point.Example, point.Refusal) = (example ?? point.Example, refusal ?? "");
        }
        catch (IOException)
        {
            point.Refusal = $"{chosen.File.Name} is larger than {LargestExample >> 20} MB; choose a smaller image.";
        }
    }
}
