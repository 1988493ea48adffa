//! Several logs as one input, in the order of their times.

use std::io::{self, BufWriter, Read, Seek, Write};

use unstuck_logtext::Document;
use unstuck_weave::{Log, MOST, Woven};

use crate::Failure;
use crate::input::Input;

/// Puts the logs together. What cannot be ordered with the rest is told to `complain`.
pub(crate) fn merge(
    mut inputs: Vec<Input>,
    complain: &mut dyn FnMut(&str),
) -> Result<Input, Failure> {
    if inputs.iter().map(|input| input.bytes).sum::<u64>() > MOST {
        return Err(Failure::Usage(format!(
            "logs of more than {} MB in all cannot be merged; cut them to the time in question",
            MOST >> 20
        )));
    }
    let mut texts = Vec::with_capacity(inputs.len());
    for input in &mut inputs {
        let mut bytes = Vec::new();
        let read = input.file.read_to_end(&mut bytes);
        read.map_err(|error| Failure::Unreadable {
            name: input.name.clone(),
            reason: error.to_string(),
        })?;
        texts.push(Document::read(bytes));
    }
    let logs: Vec<_> =
        inputs.iter().zip(&texts).map(|(input, text)| Log { name: &input.name, text }).collect();
    let Some(woven) = Woven::new(&logs) else {
        return Err(Failure::Usage(
            "there are no two logs whose times can be compared, so there is nothing to merge"
                .to_owned(),
        ));
    };
    for &index in woven.left_out() {
        let name = &inputs[index].name;
        complain(&format!("{name}: left out, its times cannot be compared with the others'"));
    }
    let file = written(&woven);
    let count = logs.len() - woven.left_out().len();
    let name = format!("{count} logs in the order of their times");
    match file {
        Ok((file, bytes)) => {
            let damage = inputs.into_iter().flat_map(|input| input.damage).collect();
            Ok(Input { name, file, bytes, damage })
        }
        Err(error) => Err(Failure::Unreadable { name, reason: error.to_string() }),
    }
}

/// A temporary file with the text, and its size in bytes.
fn written(woven: &Woven<'_>) -> io::Result<(std::fs::File, u64)> {
    let mut file = BufWriter::new(tempfile::tempfile()?);
    let mut outcome = Ok(());
    woven.write(|piece| {
        outcome = file.write_all(piece.as_bytes());
        outcome.is_ok()
    });
    outcome?;
    let mut file = file.into_inner().map_err(io::IntoInnerError::into_error)?;
    let bytes = file.stream_position()?;
    file.rewind()?;
    Ok((file, bytes))
}
