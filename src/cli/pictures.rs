//! Wheels as dots: which files become pictures, several at a time. Knows no plan.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::render::artifact::Artifact;
use crate::render::raster::{PRINTED, Raster};

/// The wheels among some files as `wheel/NAME.png`, in the same order. Drawings that are the same are turned into dots once.
pub fn png(artifacts: &[Artifact]) -> Vec<Artifact> {
    let wheel = |artifact: &Artifact| {
        let name = artifact.path.strip_suffix(".svg")?;
        name.starts_with("wheel/").then(|| format!("{name}.png"))
    };
    let drawings: BTreeSet<&str> = artifacts.iter().filter(|artifact| wheel(artifact).is_some()).map(Artifact::text).collect();
    let raster = Raster::new();
    let dots: BTreeMap<&str, Vec<u8>> = drawings
        .into_iter()
        .collect::<Vec<&str>>()
        .into_par_iter()
        .filter_map(|drawing| Some((drawing, raster.png(drawing, PRINTED)?)))
        .collect::<Vec<_>>()
        .into_iter()
        .collect();
    artifacts.iter().filter_map(|artifact| Some(Artifact::new(wheel(artifact)?, dots.get(artifact.text())?.clone()))).collect()
}

#[cfg(test)]
mod tests {
    use super::png;
    use crate::render::artifact::Artifact;

    #[test]
    fn wheels_become_pictures_and_nothing_else_does() {
        let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"5\" height=\"5\"/></svg>";
        let files = ["wheel/b.svg", "charts/a.svg", "wheel/a.svg", "wheel.svg"].map(|path| Artifact::new(path, svg));
        let pictures = png(&files);
        let paths: Vec<&str> = pictures.iter().map(|picture| picture.path.as_str()).collect();
        assert_eq!(paths, ["wheel/b.png", "wheel/a.png"]);
        assert!(pictures.iter().all(|picture| picture.bytes.starts_with(b"\x89PNG\r\n")));
        assert_eq!(pictures[0].bytes, pictures[1].bytes);
    }
}
